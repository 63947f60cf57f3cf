package org.anxinbao.intake;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.SymmetricKey;

/**
 * What is sealed about a file that comes in parts: all of one size, but for the last.
 *
 * @param key of which each part's key is made, so that no part opens in another's place
 * @param bytes of the file as it comes
 */
record UploadContent(byte[] key, long bytes) {
  static final int PART_BYTES = 1 << 20;

  static UploadContent of(long bytes) {
    return new UploadContent(SymmetricKey.random().bytes(), bytes);
  }

  static Context where(UUID id) {
    return new Context("evidence", id.toString(), "parts", 0);
  }

  boolean begins(long offset) {
    return offset >= 0 && offset < bytes && offset % PART_BYTES == 0;
  }

  int lengthAt(long offset) {
    return (int) Math.min(PART_BYTES, bytes - offset);
  }

  byte[] keyAt(long offset) {
    return SymmetricKey.of(key).derive("part " + offset).bytes();
  }

  /** Offsets of the parts that are not among these. */
  List<Long> missing(Set<Long> present) {
    var parts = Math.ceilDiv(bytes, PART_BYTES);
    return IntStream.range(0, Math.toIntExact(parts))
        .mapToObj(number -> (long) number * PART_BYTES)
        .filter(offset -> !present.contains(offset))
        .toList();
  }

  @Override
  public String toString() {
    return "UploadContent";
  }
}
