package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.anxinbao.storage.ExifFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest photographs of phones, in a process with a worker's heap. */
class MemoryTest {
  private static final int WIDTH = 8_064;
  private static final int HEIGHT = 6_048;
  private static final int TILE = 512;

  @TempDir Path directory;

  @Test
  void shouldCleanALargeJpegInAWorkersHeap() throws Exception {
    byte[] plain = CostTest.photograph(WIDTH, HEIGHT);
    byte[] turned =
        concat(
            Arrays.copyOf(plain, 2),
            segment(0xe1, concat(ascii("Exif\0\0"), ExifFile.exif(6))),
            segment(0xe2, concat(ascii("ICC_PROFILE\0\1\1"), DisplayP3.PROFILE)),
            Arrays.copyOfRange(plain, 2, plain.length));
    assertCleaned("image/jpeg", turned);
  }

  @Test
  void shouldCleanALargeHeicInAWorkersHeap() throws Exception {
    Stills tile = Stills.hevc(directory, "yuv420p", Tidy.landscape(TILE, TILE));
    int tiles = (WIDTH + TILE - 1) / TILE * ((HEIGHT + TILE - 1) / TILE);
    var all =
        new Stills(
            tile.type(),
            tile.configuration(),
            Collections.nCopies(tiles, tile.pictures().getFirst()));
    byte[] file =
        HeicFiles.phone(
            all, TILE, WIDTH, HEIGHT, HeifFile.rotation(3), HeifFile.profile(DisplayP3.PROFILE));
    assertCleaned("image/heic", file);
  }

  private void assertCleaned(String type, byte[] bytes) throws Exception {
    Path file = directory.resolve("large");
    Path said = directory.resolve("said");
    Files.write(file, bytes);
    var worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                type,
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      worker.destroyForcibly();
    }
    System.out.println(type + ", 48 MP: " + Files.readString(said).strip());
    assertThat(worker.exitValue()).isZero();
  }

  /** Cleans one file and says what it took. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws Exception {
      byte[] file = Files.readAllBytes(Path.of(arguments[1]));
      long before = System.nanoTime();
      Photograph.clean(arguments[0], file, OutputStream.nullOutputStream());
      double seconds = (System.nanoTime() - before) / 1e9;
      String peak =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM"))
              .findFirst()
              .orElse("");
      System.out.printf("%d KB in %.1f s, %s%n", file.length >> 10, seconds, peak);
    }
  }
}
