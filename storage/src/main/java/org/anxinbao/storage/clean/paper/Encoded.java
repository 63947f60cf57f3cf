package org.anxinbao.storage.clean.paper;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import org.anxinbao.storage.clean.Pictures;

/**
 * A page's pixels as a PDF takes them (ISO 32000-1, 8.9.5): a JPEG, or without loss where the page
 * is grey and that takes no more, as for printed text.
 *
 * @param colours the colour space
 * @param filter how to decode the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Encoded(String colours, String filter, byte[] bytes) {
  private static final float QUALITY = 0.8f;
  private static final int LEVEL = 3; // half the time of the default for 6% more bytes

  /**
   * @param picture of {@link BufferedImage#TYPE_3BYTE_BGR}
   */
  static Encoded of(BufferedImage picture) throws IOException {
    Optional<byte[]> packed = greys(picture).flatMap(Encoded::deflate);
    if (packed.isPresent()) {
      return new Encoded("DeviceGray", "FlateDecode", packed.get());
    }
    var out = new ByteArrayOutputStream();
    Pictures.writeJpeg(picture, QUALITY, out);
    return new Encoded("DeviceRGB", "DCTDecode", out.toByteArray());
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

  /** Empty if it takes more than text does as a JPEG: a quarter of a byte a pixel. */
  private static Optional<byte[]> deflate(byte[] greys) {
    var deflater = new Deflater(LEVEL);
    try {
      byte[] packed = new byte[greys.length / 4];
      deflater.setInput(greys);
      deflater.finish();
      int length = deflater.deflate(packed);
      return deflater.finished() ? Optional.of(Arrays.copyOf(packed, length)) : Optional.empty();
    } finally {
      deflater.end();
    }
  }
}
