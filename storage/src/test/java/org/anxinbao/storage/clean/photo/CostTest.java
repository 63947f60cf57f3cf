package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.anxinbao.storage.ExifFile;
import org.anxinbao.storage.clean.Pictures;
import org.junit.jupiter.api.Test;

/** What cleaning costs beside decoding and encoding alone. */
class CostTest {
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 6;

  interface Work {
    void run() throws IOException;
  }

  @Test
  void shouldCostLittleMoreThanDecodingAndEncoding() throws Exception {
    byte[] plain = photograph(4_032, 3_024);
    byte[] profiled =
        concat(
            Arrays.copyOf(plain, 2),
            segment(0xe2, concat(ascii("ICC_PROFILE\0\1\1"), DisplayP3.PROFILE)),
            Arrays.copyOfRange(plain, 2, plain.length));
    byte[] turned =
        concat(
            Arrays.copyOf(profiled, 2),
            segment(0xe1, concat(ascii("Exif\0\0"), ExifFile.exif(6))),
            Arrays.copyOfRange(profiled, 2, profiled.length));
    double bare =
        seconds(
            () ->
                Pictures.writeJpeg(
                    ImageIO.read(new ByteArrayInputStream(plain)),
                    OutputStream.nullOutputStream()));
    double clean =
        seconds(() -> Photograph.clean("image/jpeg", plain, OutputStream.nullOutputStream()));
    double converted =
        seconds(() -> Photograph.clean("image/jpeg", profiled, OutputStream.nullOutputStream()));
    double upright =
        seconds(() -> Photograph.clean("image/jpeg", turned, OutputStream.nullOutputStream()));
    System.out.printf(
        "12 MP JPEG, seconds: bare %.3f, clean %.3f (%.2f), profile %.3f (%.2f), turned %.3f"
            + " (%.2f)%n",
        bare, clean, bare / clean, converted, bare / converted, upright, bare / upright);
    assertThat(bare / clean).isGreaterThan(0.6);
  }

  /** Of the processor, the least of some rounds. */
  private static double seconds(Work work) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      long before = threads.getCurrentThreadCpuTime();
      work.run();
      if (i >= WARM_UP) {
        least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
      }
    }
    return least / 1e9;
  }

  /** Shades and a little noise, as a camera's sensor gives them. */
  static byte[] photograph(int width, int height) throws IOException {
    BufferedImage image = Tidy.landscape(width, height);
    byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    var random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (byte) (random.nextInt(9) - 4);
    }
    var out = new ByteArrayOutputStream();
    Pictures.writeJpeg(image, out);
    return out.toByteArray();
  }
}
