package org.anxinbao.storage.clean;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file is, by its content; each kind has its own way of being cleaned. */
public enum Kind {
  PHOTOGRAPH(
      20,
      "image/jpeg",
      "image/png",
      "image/webp",
      "image/gif",
      "image/heic",
      "image/heif",
      "image/avif",
      "image/tiff",
      "image/bmp"),
  FILM(100, "video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "video/x-m4v"),
  SOUND(20, "audio/mp4", "audio/mpeg", "audio/aac", "audio/amr", "audio/wav", "audio/ogg"),
  DOCUMENT(20, "application/pdf");

  private final long mostBytes;
  private final List<String> mediaTypes;

  Kind(int mostMegabytes, String... mediaTypes) {
    mostBytes = (long) mostMegabytes << 20;
    this.mediaTypes = List.of(mediaTypes);
  }

  /** Most bytes that a file of this kind may have. */
  public long mostBytes() {
    return mostBytes;
  }

  public List<String> mediaTypes() {
    return mediaTypes;
  }

  public static Optional<Kind> of(String mediaType) {
    return Arrays.stream(values()).filter(kind -> kind.mediaTypes.contains(mediaType)).findAny();
  }
}
