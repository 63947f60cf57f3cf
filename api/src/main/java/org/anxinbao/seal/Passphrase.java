package org.anxinbao.seal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** A member's passphrase: offered generated; a chosen one must be strong. */
public final class Passphrase {
  private Passphrase() {}

  private static final int LEAST = 12;
  private static final int LEAST_DISTINCT = 6;

  /** 80 random bits in lower case, four groups of four, no letter that looks like another. */
  public static String generate() {
    String symbols = Crockford.encode(Primitives.random(10), 16);
    return Crockford.grouped(symbols, 4).toLowerCase(Locale.ROOT);
  }

  /** At least 12 characters, not few ones repeated and not mostly a row like 1234 or dcba. */
  public static boolean isStrong(String passphrase) {
    int[] points =
        Normalizer.normalize(passphrase, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .toArray();
    return points.length >= LEAST
        && Arrays.stream(points).distinct().count() >= LEAST_DISTINCT
        && !repeats(points)
        && 2 * steps(points) <= points.length;
  }

  /** A block of at most half the length, over and over. */
  private static boolean repeats(int[] points) {
    for (int block = 1; block <= points.length / 2; block++) {
      if (Arrays.equals(points, block, points.length, points, 0, points.length - block)) {
        return true;
      }
    }
    return false;
  }

  private static int steps(int[] points) {
    int steps = 0;
    for (int i = 1; i < points.length; i++) {
      steps += Math.abs(points[i] - points[i - 1]) <= 1 ? 1 : 0;
    }
    return steps;
  }
}
