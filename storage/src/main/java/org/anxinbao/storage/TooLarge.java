package org.anxinbao.storage;

/** More bytes than a file of its kind may have (413). */
public final class TooLarge extends StorageProblem {
  TooLarge() {
    super("larger than allowed", null);
  }
}
