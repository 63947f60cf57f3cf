package org.anxinbao.storage.clean.photo;

/**
 * How a picture is to be turned: swapped left and right or not, then turned clockwise by quarters.
 */
record Turn(boolean mirrored, int quarters) {
  static final Turn NONE = new Turn(false, 0);

  private static final int[] PLAIN = {1, 6, 3, 8};
  private static final int[] MIRRORED = {2, 7, 4, 5};

  Turn clockwise(int more) {
    return new Turn(mirrored, (quarters + more) & 3);
  }

  Turn leftRight() {
    return new Turn(!mirrored, -quarters & 3);
  }

  Turn topBottom() {
    return leftRight().clockwise(2);
  }

  /** As in EXIF (CIPA DC-008, tag 0x0112). */
  int orientation() {
    return (mirrored ? MIRRORED : PLAIN)[quarters];
  }
}
