package org.anxinbao.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Pads to 1, 4, 16 or 64 KiB, so that a sealed text's length says only its bucket: length (4 bytes,
 * big endian), content, zeros.
 */
public final class Padding {
  private Padding() {}

  private static final int LENGTH = 4;
  private static final int[] BUCKETS = {1024, 4 * 1024, 16 * 1024, 64 * 1024};

  /** Largest content that fits: 64 KiB less the 4-byte length. */
  public static final int MAX = 64 * 1024 - LENGTH;

  /**
   * Length, content, zeros up to the smallest bucket that holds them.
   *
   * @throws IllegalArgumentException if longer than {@link #MAX}
   */
  public static byte[] pad(byte[] content) {
    return ByteBuffer.allocate(bucket(content.length)).putInt(content.length).put(content).array();
  }

  /**
   * The content, if the bucket is the smallest and the fill is zeros.
   *
   * @throws SealBroken if the padding is not ours
   */
  public static byte[] unpad(byte[] padded) {
    if (padded.length < LENGTH) {
      throw new SealBroken();
    }
    int length = ByteBuffer.wrap(padded).getInt();
    if (length < 0 || length > MAX || padded.length != bucket(length)) {
      throw new SealBroken();
    }
    for (int i = LENGTH + length; i < padded.length; i++) {
      if (padded[i] != 0) {
        throw new SealBroken();
      }
    }
    return Arrays.copyOfRange(padded, LENGTH, LENGTH + length);
  }

  private static int bucket(int length) {
    for (int bucket : BUCKETS) {
      if (length <= bucket - LENGTH) {
        return bucket;
      }
    }
    throw new IllegalArgumentException("content is longer than " + MAX + " bytes");
  }
}
