package org.anxinbao.storage;

/** The stored object does not open: changed, cut short, under another name or with another key. */
public final class Tampered extends StorageProblem {
  Tampered() {
    super("does not open", null);
  }
}
