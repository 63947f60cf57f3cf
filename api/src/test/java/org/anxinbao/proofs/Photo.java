package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A JPEG from a talkative telephone: EXIF with a comment and a position, XMP, a remark, a tail. */
final class Photo {
  private Photo() {}

  static byte[] talking(String camera, String place, String remark) {
    byte[] plain = plain();
    var xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/' exif:GPSLatitude='" + place + "'/>";
    return concat(
        Arrays.copyOf(plain, 2),
        segment(0xe1, concat("Exif\0\0".getBytes(ISO_8859_1), exif(camera, place))),
        segment(
            0xe1,
            concat("http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1), xmp.getBytes(UTF_8))),
        segment(0xfe, remark.getBytes(UTF_8)),
        Arrays.copyOfRange(plain, 2, plain.length),
        remark.getBytes(UTF_8));
  }

  private static byte[] plain() {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    var pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillRect(8, 8, 32, 24);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Big-endian TIFF: ImageDescription (0x010e) and a GPS directory with its area (0x001c). */
  private static byte[] exif(String camera, String place) {
    byte[] description = camera.getBytes(UTF_8);
    byte[] area = place.getBytes(UTF_8);
    int gps = 8 + 2 + 2 * 12 + 4;
    int values = gps + 2 + 12 + 4;
    return ByteBuffer.allocate(values + description.length + area.length)
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x010e)
        .putShort((short) 2)
        .putInt(description.length)
        .putInt(values)
        .putShort((short) 0x8825)
        .putShort((short) 4)
        .putInt(1)
        .putInt(gps)
        .putInt(0)
        .putShort((short) 1)
        .putShort((short) 0x001c)
        .putShort((short) 7)
        .putInt(area.length)
        .putInt(values + description.length)
        .putInt(0)
        .put(description)
        .put(area)
        .array();
  }

  private static byte[] segment(int marker, byte[] content) {
    int length = content.length + 2;
    return concat(
        new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
  }

  static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
