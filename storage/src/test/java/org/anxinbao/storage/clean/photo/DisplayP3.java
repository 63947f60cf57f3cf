package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.clean.photo.HeifFile.u16;
import static org.anxinbao.storage.clean.photo.HeifFile.u32;

import java.util.Arrays;
import org.anxinbao.storage.PhotographFiles;

/** The profile that phones write (ICC.1:2010), its description being a canary. */
final class DisplayP3 {
  private static final byte[] CURVE =
      concat(
          ascii("para\0\0\0\0"),
          u16(3, 0),
          fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));

  /** Primaries adapted to D50, as Apple publishes them. */
  static final byte[] PROFILE =
      profile(
          tag("desc", text(PhotographFiles.CANARY)),
          tag("cprt", text(PhotographFiles.CANARY)),
          tag("wtpt", xyz(0.96420, 1, 0.82491)),
          tag("rXYZ", xyz(0.51512, 0.24120, -0.00105)),
          tag("gXYZ", xyz(0.29198, 0.69225, 0.04189)),
          tag("bXYZ", xyz(0.15710, 0.06657, 0.78407)),
          tag("rTRC", CURVE),
          tag("gTRC", CURVE),
          tag("bTRC", CURVE));

  private DisplayP3() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tag(String name, byte[] content) {}

  private static Tag tag(String name, byte[] content) {
    return new Tag(name, content);
  }

  private static byte[] profile(Tag... tags) {
    int at = 128 + 4 + 12 * tags.length;
    byte[] table = u32(tags.length);
    byte[] contents = new byte[0];
    for (Tag tag : tags) {
      byte[] padded = Arrays.copyOf(tag.content, (tag.content.length + 3) & ~3);
      table = concat(table, ascii(tag.name), u32(at + contents.length, tag.content.length));
      contents = concat(contents, padded);
    }
    byte[] head =
        concat(
            u32(at + contents.length),
            ascii("appl"),
            u32(0x04000000),
            ascii("mntrRGB XYZ "),
            u16(2017, 7, 7, 13, 22, 32),
            ascii("acspAPPL"),
            u32(0, 0x4150504c, 0, 0, 0, 0),
            fixed(0.96420, 1, 0.82491));
    return concat(Arrays.copyOf(head, 128), table, contents);
  }

  private static byte[] text(String text) {
    byte[] coded = text.getBytes(java.nio.charset.StandardCharsets.UTF_16BE);
    return concat(ascii("mluc\0\0\0\0"), u32(1, 12), ascii("enUS"), u32(coded.length, 28), coded);
  }

  private static byte[] xyz(double... values) {
    return concat(ascii("XYZ \0\0\0\0"), fixed(values));
  }

  private static byte[] fixed(double... values) {
    return u32(Arrays.stream(values).mapToInt(value -> (int) Math.round(value * 65536)).toArray());
  }
}
