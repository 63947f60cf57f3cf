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
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.anxinbao.storage.clean.Finding;

/** Cleans in workers, and looks at what came out. */
final class Cleaning {
  private Cleaning() {}

  static final CleanerSettings SETTINGS = workers(2);

  private static final Cleaner CLEANER = new Cleaner(SETTINGS);

  static CleanerSettings workers(int count) {
    return new CleanerSettings(
        count,
        CleanerSettings.Isolation.PREFERRED,
        List.of(),
        Path.of("target", "natives").toAbsolutePath());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(String mediaType, byte[] bytes, byte[] preview, Set<Finding> removed) {
    BufferedImage picture() throws IOException {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    }
  }

  static Result clean(byte[] file) throws Exception {
    return clean(CLEANER, file);
  }

  static Result clean(Cleaner cleaner, byte[] file) throws IOException {
    var recognition = new Recognition();
    recognition.see(ByteBuffer.wrap(file));
    var out = new ByteArrayOutputStream();
    Cleaned cleaned =
        cleaner.clean(
            recognition.mediaType(), new ByteArrayInputStream(file), recognition.bytes(), out);
    assertThat(cleaned.allBytes()).isEqualTo(out.size());
    int end = (int) cleaned.bytes();
    return new Result(
        cleaned.mediaType(),
        Arrays.copyOf(out.toByteArray(), end),
        Arrays.copyOfRange(out.toByteArray(), end, out.size()),
        cleaned.removed());
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
