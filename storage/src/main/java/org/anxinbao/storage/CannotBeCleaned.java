package org.anxinbao.storage;

/**
 * A welcome type, but damaged, hostile or too big to be decoded (422). Has no cause: a decoder's
 * message could quote the file.
 */
public final class CannotBeCleaned extends StorageProblem {
  CannotBeCleaned() {
    super("cannot be decoded", null);
  }
}
