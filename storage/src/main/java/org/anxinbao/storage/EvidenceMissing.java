package org.anxinbao.storage;

/** There is no object of this name. */
public final class EvidenceMissing extends StorageProblem {
  EvidenceMissing() {
    super("no such object", null);
  }
}
