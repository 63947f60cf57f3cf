package org.anxinbao.storage.clean.photo;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What of a photograph is picture, and what was found beside it.
 *
 * @param decoding of nothing but what a decoder needs
 * @param work how often the decoder passes over the pixels
 * @param lossless whether it deserves a lossless copy
 * @param orientation as in EXIF, 1 (upright) to 8
 * @param profile the ICC profile still to be applied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Essence(
    Decoding decoding,
    int width,
    int height,
    int work,
    boolean lossless,
    int orientation,
    byte @Nullable [] profile,
    Set<Finding> found) {
  static final long MOST_PIXELS = 50_000_000;
  private static final long MOST_WORK = 20 * MOST_PIXELS;

  /** Collects what the walkers find. */
  static final class Notes {
    final Set<Finding> found = EnumSet.noneOf(Finding.class);
    int orientation = 1;
    byte @Nullable [] profile;

    void icc(byte @Nullable [] icc) {
      found.add(Finding.ICC);
      profile = icc;
    }

    Essence essence(Decoding decoding, int width, int height, int work, boolean lossless) {
      return new Essence(decoding, width, height, work, lossless, orientation, profile, found);
    }
  }

  long pixels() {
    return (long) width * height;
  }

  /** Refuses what would cost too much, before anything is decoded. */
  void check() throws IOException {
    if (width < 1 || height < 1 || pixels() > MOST_PIXELS || pixels() * work > MOST_WORK) {
      throw new IOException("dimensions");
    }
  }
}
