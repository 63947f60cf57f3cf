package org.anxinbao.storage.clean.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.WebPFiles;

/** Whatever is done to a file: a clean picture or a refusal, and soon. */
class MutationProperties {
  private static final BufferedImage PICTURE = Tidy.landscape(100, 72);
  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final int HEAD = 700; // where the structures are
  private static final int[] EXTREMES = {
    0, 1, -1, 0x7fffffff, 0x80000000, 0xffff, 0x7fff, 0x10000, 8
  };

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Original(String type, byte[] bytes) {
    @Override
    public String toString() {
      return type;
    }
  }

  private static Path directory = Path.of("");

  @BeforeContainer
  static void prepare() throws IOException {
    directory = Files.createTempDirectory("mutations");
  }

  @AfterContainer
  static void tidyUp() throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  @Tag("P16")
  void shouldEndWithACleanJpegPngGifOrWebP(@ForAll("simple") Original file, @ForAll long seed) {
    attempt(file, seed);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  @Tag("P16")
  void shouldEndWithACleanTiffOrBitmap(@ForAll("plain") Original file, @ForAll long seed) {
    attempt(file, seed);
  }

  @Property(tries = 600, shrinking = ShrinkingMode.OFF)
  @Tag("P16")
  void shouldEndWithACleanHeif(@ForAll("heif") Original file, @ForAll long seed) {
    attempt(file, seed);
  }

  @Provide
  Arbitrary<Original> simple() {
    return Arbitraries.of(
        new Original("image/jpeg", PhotographFiles.jpeg(PICTURE, 6)),
        new Original("image/png", PhotographFiles.png(PICTURE)),
        new Original("image/gif", PhotographFiles.gif()),
        new Original("image/webp", WebPFiles.webp(WebPFiles.ALPHA_WEBP)),
        new Original("image/webp", WebPFiles.webp(WebPFiles.ANIMATED_WEBP)));
  }

  @Provide
  Arbitrary<Original> plain() throws IOException {
    Path tiff = directory.resolve("talk.tif");
    Files.write(tiff, TiffTest.tiff("LZW", PICTURE, PICTURE));
    TagFiles.talk(directory, tiff);
    return Arbitraries.of(
        new Original("image/tiff", Files.readAllBytes(tiff)),
        new Original("image/tiff", TiffTest.tiff("JPEG", PICTURE)),
        new Original("image/bmp", PhotographFiles.encode(PICTURE, "bmp")));
  }

  @Provide
  Arbitrary<Original> heif() throws IOException {
    Stills tiles = Stills.hevc(directory, "yuv420p", HeicFiles.tiles(PICTURE, 64));
    Stills still = Stills.av1(directory, "yuv420p", PICTURE);
    byte[] size = HeifFile.size(PICTURE.getWidth(), PICTURE.getHeight());
    return Arbitraries.of(
        new Original(
            "image/heic",
            HeicFiles.phone(
                tiles,
                64,
                PICTURE.getWidth(),
                PICTURE.getHeight(),
                HeifFile.rotation(3),
                HeifFile.profile(DisplayP3.PROFILE))),
        new Original("image/avif", HeicFiles.still(still, still.configuration(), size)));
  }

  private static void attempt(Original file, long seed) {
    byte[] mutant = mutant(file.bytes, new Random(seed));
    long before = System.nanoTime();
    try {
      Tidy.clean(file.type, mutant).assertNoCanary();
      Statistics.collect(file.type, "cleaned");
    } catch (Exception refused) {
      Statistics.collect(file.type, "refused");
    }
    assertThat(System.nanoTime() - before).isLessThan(PATIENCE_NANOS);
  }

  private static byte[] mutant(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 16; changes--) {
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, HEAD);
      int at = random.nextInt(reach - 8);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
        case 3 -> bytes = Arrays.copyOf(bytes, at + 8);
        case 4 -> bytes = without(bytes, at, random.nextInt(64));
        default -> bytes = doubled(bytes, at, random.nextInt(64));
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    int end = Math.min(at + length, bytes.length);
    return PhotographFiles.concat(
        Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static byte[] doubled(byte[] bytes, int at, int length) {
    int end = Math.min(at + length, bytes.length);
    return PhotographFiles.concat(
        Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
  }
}
