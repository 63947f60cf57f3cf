package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.PhotographFiles.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.anxinbao.storage.clean.Finding;

/** Cleans in memory, and looks at what came out. */
final class Cleaning {
  private Cleaning() {}

  private static final Cleaner CLEANER = new Cleaner();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(String mediaType, byte[] bytes, Set<Finding> removed) {
    BufferedImage picture() throws IOException {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    }
  }

  static Result clean(byte[] file) throws Exception {
    var out = new ByteArrayOutputStream();
    Cleaned cleaned = CLEANER.clean(new ByteArrayInputStream(file), out);
    assertThat(cleaned.bytes()).isEqualTo(out.size());
    return new Result(cleaned.mediaType(), out.toByteArray(), cleaned.removed());
  }

  static void assertNoCanary(byte[] bytes) {
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      for (String canary : List.of(CANARY, "Canary4711", "金丝雀")) {
        assertThat(text(bytes)).doesNotContain(text(canary.getBytes(charset)));
      }
    }
    assertThat(text(bytes)).doesNotContain("Exif", "xmp", "Photoshop", "GPS", "2026:");
  }

  /** Bytes as characters, whatever their alignment. */
  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** The four fields, in reading order. */
  static void assertFields(BufferedImage picture, Color... expected) {
    for (int i = 0; i < 4; i++) {
      int x = picture.getWidth() * (i % 2 * 2 + 1) / 4;
      int y = picture.getHeight() * (i / 2 * 2 + 1) / 4;
      assertNear(new Color(picture.getRGB(x, y)), expected[i], 12);
    }
  }

  static void assertNear(Color actual, Color expected, int tolerance) {
    assertThat(
            Math.max(
                Math.abs(actual.getRed() - expected.getRed()),
                Math.max(
                    Math.abs(actual.getGreen() - expected.getGreen()),
                    Math.abs(actual.getBlue() - expected.getBlue()))))
        .as("%s, expected %s", actual, expected)
        .isLessThanOrEqualTo(tolerance);
  }
}
