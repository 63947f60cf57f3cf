package org.anxinbao.storage.clean.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Product;

/** What {@link Photograph#clean} has made of a file. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Tidy(Product product, byte[] bytes) {

  static Tidy clean(String mediaType, byte[] file) throws IOException {
    var out = new ByteArrayOutputStream();
    Product product = Photograph.clean(mediaType, file, out);
    return new Tidy(product, out.toByteArray());
  }

  BufferedImage picture() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  Set<Finding> removed() {
    return product.removed();
  }

  Tidy assertNoCanary() {
    assertNoCanary(bytes);
    byte[] preview = product.preview();
    if (preview != null) {
      assertNoCanary(preview);
    }
    return this;
  }

  private static void assertNoCanary(byte[] bytes) {
    String text = text(bytes);
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      for (String canary : List.of("Canary4711", "金丝雀")) {
        assertThat(text.contains(text(canary.getBytes(charset)))).as("canary").isFalse();
      }
    }
    for (String trace : List.of("Exif", "xmp", "Photoshop", "GPS", "2026:", "ICC_PROFILE")) {
      assertThat(text.contains(trace)).as(trace).isFalse();
    }
  }

  /** Bytes as characters, whatever their alignment. */
  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** Every pixel, on average and at worst. */
  static void assertSame(BufferedImage actual, BufferedImage expected, int mean, int worst) {
    assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
    assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
    long sum = 0;
    int most = 0;
    for (int y = 0; y < expected.getHeight(); y++) {
      for (int x = 0; x < expected.getWidth(); x++) {
        int off = distance(colour(actual, x, y), colour(expected, x, y));
        sum += off;
        most = Math.max(most, off);
      }
    }
    long pixels = (long) expected.getWidth() * expected.getHeight();
    assertThat(sum / pixels).as("mean distance").isLessThanOrEqualTo(mean);
    assertThat(most).as("worst distance").isLessThanOrEqualTo(worst);
  }

  /** Java brightens grey samples when asked for their colour. */
  private static Color colour(BufferedImage image, int x, int y) {
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      int grey = image.getRaster().getSample(x, y, 0);
      return new Color(grey, grey, grey);
    }
    return new Color(image.getRGB(x, y));
  }

  static int distance(Color one, Color other) {
    return Math.max(
        Math.abs(one.getRed() - other.getRed()),
        Math.max(
            Math.abs(one.getGreen() - other.getGreen()),
            Math.abs(one.getBlue() - other.getBlue())));
  }

  /** A smooth picture that looks different in every direction. */
  static BufferedImage landscape(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 30 + 200 * x / width;
        int green = 40 + 180 * y / height;
        int blue = 220 - 90 * (x + y) / (width + height);
        image.setRGB(x, y, new Color(red, green, blue).getRGB());
      }
    }
    return image;
  }

  static BufferedImage turned(BufferedImage image, int orientation) {
    return Pixels.upright(image, orientation, null);
  }

  /** As FFmpeg shows it, of the size that Java's reader finds. */
  static BufferedImage reference(Path directory, Path file) throws IOException {
    BufferedImage size = ImageIO.read(file.toFile());
    Path raw = directory.resolve("reference.bgr");
    Tools.ffmpeg(
        directory,
        "-i",
        file.toString(),
        "-sws_flags",
        "accurate_rnd+full_chroma_int+bilinear",
        "-frames:v",
        "1",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "bgr24",
        raw.toString());
    var image = new BufferedImage(size.getWidth(), size.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = Files.readAllBytes(raw);
    byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    assertThat(pixels).hasSize(to.length);
    System.arraycopy(pixels, 0, to, 0, to.length);
    return image;
  }
}
