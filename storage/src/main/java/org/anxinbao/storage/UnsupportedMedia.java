package org.anxinbao.storage;

/** The content is none of {@link Cleaner#WELCOME}, whatever its name says (415). */
public final class UnsupportedMedia extends StorageProblem {
  UnsupportedMedia() {
    super("not a welcome type", null);
  }
}
