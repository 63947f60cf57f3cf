package org.anxinbao.storage;

import java.util.List;

/**
 * A file that is in the store.
 *
 * @param objectName its random name, 32 hexadecimal digits
 * @param key its own 32-byte key, for the caller to seal; kept nowhere else
 * @param mediaType of the cleaned file, one of {@link Cleaner#WELCOME}
 * @param bytes length of the cleaned file
 * @param removed codes of what was taken out: {@code gps}, {@code camera}, {@code time}, {@code
 *     comment}, {@code thumbnail}, {@code xmp}, {@code iptc}, {@code icc}, {@code text}, {@code
 *     animation}, {@code trailing}, {@code other}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Stored(
    String objectName, byte[] key, String mediaType, long bytes, List<String> removed) {
  @Override
  public String toString() {
    return "Stored[" + objectName + "]";
  }
}
