package org.anxinbao.storage;

import java.util.List;

/**
 * A file that is in the store.
 *
 * @param objectName its random name, 32 hexadecimal digits
 * @param key its own 32-byte key, for the caller to seal; kept nowhere else
 * @param mediaType of the cleaned file: {@code image/jpeg}, {@code image/png}, {@code video/mp4},
 *     {@code audio/mp4} or {@code application/pdf}
 * @param bytes length of the cleaned file
 * @param previewBytes length of the small JPEG that lies behind it in the same object; 0 for sound
 * @param removed codes of what was taken out: {@code gps}, {@code camera}, {@code time}, {@code
 *     comment}, {@code thumbnail}, {@code xmp}, {@code iptc}, {@code icc}, {@code text}, {@code
 *     animation}, {@code trailing}, {@code tracks}, {@code chapters}, {@code subtitles}, {@code
 *     tags}, {@code author}, {@code script}, {@code links}, {@code attachments}, {@code form},
 *     {@code other}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Stored(
    String objectName,
    byte[] key,
    String mediaType,
    long bytes,
    int previewBytes,
    List<String> removed) {
  /** Where in the object the file is. */
  public Range file() {
    return new Range(0, bytes - 1);
  }

  @Override
  public String toString() {
    return "Stored[" + objectName + "]";
  }
}
