package org.anxinbao.storage.clean.photo;

import java.io.IOException;

/** How a picture in a HEIF file is coded: its item's type, the property that a decoder needs. */
enum Coding {
  HEVC("hvc1", "hvcC", "hevc"),
  AV1("av01", "av1C", "libaom-av1");

  private final String item;
  private final String configuration;
  private final String decoder;

  Coding(String item, String configuration, String decoder) {
    this.item = item;
    this.configuration = configuration;
    this.decoder = decoder;
  }

  String configuration() {
    return configuration;
  }

  /** As FFmpeg calls it. */
  String decoder() {
    return decoder;
  }

  static Coding of(HeifItems.Item item) throws IOException {
    for (Coding coding : values()) {
      if (coding.item.equals(item.type())) {
        return coding;
      }
    }
    throw new IOException("coding");
  }
}
