package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.anxinbao.storage.clean.Kind;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a file is from its first bytes while it comes in, and refuses it as soon as it is
 * unwelcome or longer than its kind may be. Names and announced types are never looked at.
 */
final class Recognition {
  private static final Tika TYPES = new Tika(MimeTypes.getDefaultMimeTypes());
  private static final int HEAD = 8 << 10;

  /** Other names of the types in {@link Kind}. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("application/mp4", "video/mp4"),
          Map.entry("image/x-ms-bmp", "image/bmp"),
          Map.entry("audio/x-m4a", "audio/mp4"),
          Map.entry("audio/x-aac", "audio/aac"),
          Map.entry("audio/amr-wb", "audio/amr"),
          Map.entry("audio/vnd.wave", "audio/wav"),
          Map.entry("audio/x-wav", "audio/wav"),
          Map.entry("audio/vorbis", "audio/ogg"),
          Map.entry("audio/opus", "audio/ogg"),
          Map.entry("application/ogg", "audio/ogg"));

  /** Major brands of still pictures (ISO/IEC 23008-12, MIAF) that Tika takes for films. */
  private static final Map<String, String> STILLS =
      Map.ofEntries(
          Map.entry("heic", "image/heic"),
          Map.entry("heix", "image/heic"),
          Map.entry("heim", "image/heic"),
          Map.entry("heis", "image/heic"),
          Map.entry("hevc", "image/heic"),
          Map.entry("hevx", "image/heic"),
          Map.entry("mif1", "image/heif"),
          Map.entry("msf1", "image/heif"),
          Map.entry("miaf", "image/heif"),
          Map.entry("MiHE", "image/heic"),
          Map.entry("MiHB", "image/heic"),
          Map.entry("avif", "image/avif"),
          Map.entry("avis", "image/avif"));

  private byte[] head = new byte[HEAD];
  private int filled;
  private long bytes;
  private @Nullable String mediaType;
  private long most = HEAD;

  /** The type of a whole file. */
  static String of(byte[] file) {
    var recognition = new Recognition();
    recognition.see(ByteBuffer.wrap(file));
    return recognition.mediaType();
  }

  /** Looks at the next bytes without taking them. */
  void see(ByteBuffer buffer) {
    bytes += buffer.remaining();
    if (mediaType == null) {
      int count = Math.min(buffer.remaining(), HEAD - filled);
      buffer.get(buffer.position(), head, filled, count);
      filled += count;
      if (filled == HEAD) {
        decide();
      }
    }
    if (bytes > most) {
      throw new TooLarge();
    }
  }

  /** At the end of the file: one of {@link Kind#mediaTypes()}. */
  String mediaType() {
    return mediaType == null ? decide() : mediaType;
  }

  long bytes() {
    return bytes;
  }

  private String decide() {
    String found = TYPES.detect(Arrays.copyOf(head, filled)).split(";", 2)[0];
    String known = STILLS.getOrDefault(brand(), ALIASES.getOrDefault(found, found));
    most = Kind.of(known).orElseThrow(UnsupportedMedia::new).mostBytes();
    mediaType = known;
    head = new byte[0];
    return known;
  }

  private String brand() {
    var start = new String(head, 0, Math.min(filled, 12), ISO_8859_1);
    return start.startsWith("ftyp", 4) && start.length() == 12 ? start.substring(8) : "";
  }
}
