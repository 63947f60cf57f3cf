package org.anxinbao.storage.clean.paper;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.anxinbao.storage.clean.Pictures;

/**
 * A page's pixels as a PDF takes them (ISO 32000-1, 8.9.5): a JPEG, or without loss where the page
 * is grey and that is shorter, as for printed text it is.
 *
 * @param colours the colour space
 * @param filter how to decode the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Encoded(String colours, String filter, byte[] bytes) {
  private static final float QUALITY = 0.8f;

  /**
   * @param picture of {@link BufferedImage#TYPE_3BYTE_BGR}
   */
  static Encoded of(BufferedImage picture) throws IOException {
    var out = new ByteArrayOutputStream();
    Pictures.writeJpeg(picture, QUALITY, out);
    var jpeg = new Encoded("DeviceRGB", "DCTDecode", out.toByteArray());
    Optional<byte[]> greys = greys(picture);
    if (greys.isEmpty()) {
      return jpeg;
    }
    var packed = new Encoded("DeviceGray", "FlateDecode", deflate(greys.get()));
    return packed.bytes.length < jpeg.bytes.length ? packed : jpeg;
  }

  private static Optional<byte[]> greys(BufferedImage picture) {
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] greys = new byte[pixels.length / 3];
    for (int i = 0, at = 0; i < greys.length; i++, at += 3) {
      greys[i] = pixels[at];
      if (pixels[at + 1] != greys[i] || pixels[at + 2] != greys[i]) {
        return Optional.empty();
      }
    }
    return Optional.of(greys);
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }
}
