package org.anxinbao.storage.clean.photo;

/**
 * How samples are to be understood, in the code points of ITU-T H.273; 2 is "not said here, see the
 * coded picture".
 */
record Colours(int primaries, int transfer, int matrix, boolean full) {
  static final Colours NONE = new Colours(2, 2, 2, false);

  private static final int PQ = 16;
  private static final int HLG = 18;

  /** Whether showing them as sRGB would be wrong: a wide gamut, or high dynamic range. */
  boolean foreign() {
    return primaries == 9
        || primaries == 11
        || primaries == 12
        || transfer == PQ
        || transfer == HLG;
  }
}
