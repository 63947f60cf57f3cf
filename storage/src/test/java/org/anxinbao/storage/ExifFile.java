package org.anxinbao.storage;

import static org.anxinbao.storage.PhotographFiles.UTF16;
import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.little;
import static org.anxinbao.storage.PhotographFiles.segment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Builds the EXIF of a talkative camera. */
public final class ExifFile {
  private ExifFile() {}

  /** A TIFF structure with a camera, a place, comments and a thumbnail that has a comment. */
  public static byte[] exif(int orientation) {
    var tiff = new Tiff();
    byte[] small = encode(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "jpg");
    byte[] thumbnail =
        concat(
            Arrays.copyOf(small, 2),
            segment(0xfe, UTF8),
            Arrays.copyOfRange(small, 2, small.length));
    int comments =
        tiff.directory(
            0,
            new Tag(0x9003, 2, ascii("2026:11:20 08:15:00\0")),
            new Tag(0x9286, 7, concat(ascii("ASCII\0\0\0"), UTF8)),
            new Tag(0x927c, 7, UTF16));
    int gps =
        tiff.directory(
            0, new Tag(0x0001, 2, ascii("N\0")), new Tag(0x001b, 7, concat(ascii("x"), UTF8)));
    int second =
        tiff.directory(
            0, new Tag(0x0201, tiff.place(thumbnail)), new Tag(0x0202, thumbnail.length));
    int first =
        tiff.directory(
            second,
            new Tag(0x010f, 2, UTF8),
            new Tag(0x0110, 2, UTF16),
            new Tag(0x0112, 3, new byte[] {(byte) orientation, 0}),
            new Tag(0x8769, comments),
            new Tag(0x8825, gps));
    return tiff.bytes(first);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tag(int tag, int type, byte[] value) {
    Tag(int tag, int offset) {
      this(tag, 4, little(offset));
    }
  }

  private static final class Tiff {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int directory(int next, Tag... tags) {
      var entries = ByteBuffer.allocate(6 + 12 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
      entries.putShort((short) tags.length);
      for (Tag tag : tags) {
        int unit = tag.type == 3 ? 2 : tag.type == 4 ? 4 : 1;
        entries.putShort((short) tag.tag).putShort((short) tag.type);
        entries.putInt(tag.value.length / unit);
        if (tag.value.length > 4) {
          entries.putInt(place(tag.value));
        } else {
          entries.put(Arrays.copyOf(tag.value, 4));
        }
      }
      int at = 8 + out.size();
      out.writeBytes(entries.putInt(next).array());
      return at;
    }

    private int place(byte[] value) {
      out.writeBytes(new byte[out.size() & 1]);
      int at = 8 + out.size();
      out.writeBytes(value);
      return at;
    }

    private byte[] bytes(int first) {
      return concat(ascii("II*\0"), little(first), out.toByteArray());
    }
  }
}
