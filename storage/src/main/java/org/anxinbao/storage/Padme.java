package org.anxinbao.storage;

/**
 * Padmé: lengths keep only as many significant bits as their exponent has, so that a ciphertext's
 * length tells O(log log n) bits and costs at most 12 %. Nikitin et al., "Reducing Metadata Leakage
 * from Encrypted Files", PoPETs 2019, algorithm 1.
 */
final class Padme {
  private Padme() {}

  static long padded(long length) {
    if (length < 2) {
      return length;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(length);
    int significant = 64 - Long.numberOfLeadingZeros(exponent);
    long mask = (1L << (exponent - significant)) - 1;
    return (length + mask) & ~mask;
  }
}
