package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The place where a sealed value belongs; it opens nowhere else. Encoded without ambiguity as
 * associated data (AEAD) or application info (HPKE).
 *
 * @param kind what the subject is: {@code tip}, {@code grant}, {@code member}, …
 * @param subject the row's identifier, as text
 * @param field the field within it
 * @param sequence the number within the field: message, epoch, key version; 0 where there is one
 */
public record Context(String kind, String subject, String field, long sequence) {
  public static Context tip(UUID tip, String field, long sequence) {
    return new Context("tip", tip.toString(), field, sequence);
  }

  /**
   * Kind, subject and field in UTF-8, each after its length (4 bytes, big endian), then the
   * sequence (8 bytes, big endian).
   */
  public byte[] bytes() {
    byte[] first = kind.getBytes(UTF_8);
    byte[] second = subject.getBytes(UTF_8);
    byte[] third = field.getBytes(UTF_8);
    return ByteBuffer.allocate(3 * 4 + first.length + second.length + third.length + 8)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .putInt(third.length)
        .put(third)
        .putLong(sequence)
        .array();
  }
}
