package org.anxinbao.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first bytes of every sealed value: version (1), algorithm id, and for a layer of the keyring
 * the 4-byte big-endian number of its key. All of them are authenticated.
 */
final class Header {
  private Header() {}

  private static final byte VERSION = 1;

  /** Never renumbered. Evidence streams are made by the storage library; the id is kept here. */
  enum Algorithm {
    AES_256_GCM(1),
    HPKE_XWING(2),
    MONTH(3),
    WAKE(4),
    EVIDENCE_STREAM(5),
    RECOVERY_SHARE(6);

    private final byte id;

    Algorithm(int id) {
      this.id = (byte) id;
    }
  }

  static final int PLAIN = 2;
  static final int NUMBERED = 6;

  static byte[] of(Algorithm algorithm) {
    return new byte[] {VERSION, algorithm.id};
  }

  static byte[] of(Algorithm algorithm, int number) {
    return ByteBuffer.allocate(NUMBERED).put(VERSION).put(algorithm.id).putInt(number).array();
  }

  /**
   * Cuts the header off, if it is this algorithm's.
   *
   * @throws SealBroken for another version or algorithm, or too few bytes
   */
  static byte[] take(byte[] sealed, Algorithm algorithm, int length) {
    if (sealed.length < length || sealed[0] != VERSION || sealed[1] != algorithm.id) {
      throw new SealBroken();
    }
    return Arrays.copyOf(sealed, length);
  }

  /** The key's number in a header that {@link #take} gave. */
  static int number(byte[] header) {
    return ByteBuffer.wrap(header).getInt(PLAIN);
  }
}
