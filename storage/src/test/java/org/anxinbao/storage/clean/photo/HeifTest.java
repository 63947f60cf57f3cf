package org.anxinbao.storage.clean.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeifTest {
  private static final int WIDTH = 150;
  private static final int HEIGHT = 100;
  private static final byte[] FULL_601 = HeifFile.colours(1, 13, 6, true);

  @TempDir Path directory;

  @Test
  @Tag("P16")
  void shouldLeaveOnlyPixelsOfAPhonesHeic() throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills tiles = Stills.hevc(directory, "yuv420p", HeicFiles.tiles(picture, 64));
    byte[] file = HeicFiles.phone(tiles, 64, WIDTH, HEIGHT, FULL_601, HeifFile.rotation(3));
    Tidy tidy = Tidy.clean("image/heic", file).assertNoCanary();
    assertThat(tidy.product().mediaType()).isEqualTo("image/jpeg");
    Tidy.assertSame(tidy.picture(), Tidy.turned(picture, 6), 2, 12);
    assertThat(tidy.removed())
        .containsExactlyInAnyOrder(
            Finding.GPS,
            Finding.CAMERA,
            Finding.TIME,
            Finding.COMMENT,
            Finding.XMP,
            Finding.THUMBNAIL,
            Finding.OTHER,
            Finding.TRAILING);
    assertThat(Tidy.clean("image/heic", file).bytes()).isEqualTo(tidy.bytes());
  }

  /**
   * By ISO/IEC 23008-12: quarters against the clock, then mirrored top to bottom or left to right.
   */
  @ParameterizedTest
  @CsvSource({
    "0,-1,1", "1,-1,8", "2,-1,3", "3,-1,6", "0,0,4", "0,1,2", "1,0,5", "1,1,7", "3,0,7", "3,1,5"
  })
  @Tag("P16")
  void shouldTurnUpright(int quarters, int axis, int orientation) throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills still = Stills.hevc(directory, "yuv444p", picture);
    byte[][] properties = {
      still.configuration(),
      HeifFile.size(WIDTH, HEIGHT),
      FULL_601,
      HeifFile.rotation(quarters),
      axis < 0 ? HeifFile.rotation(0) : HeifFile.mirror(axis)
    };
    byte[] file = HeicFiles.still(still, properties);
    Tidy tidy = Tidy.clean("image/heif", file);
    Tidy.assertSame(tidy.picture(), Tidy.turned(picture, orientation), 2, 12);
    assertThat(tidy.removed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hevc,yuv420p", "hevc,yuv422p", "hevc,yuv444p", "hevc,yuv420p10le", "hevc,yuv422p10le",
    "av1,yuv420p", "av1,yuv422p", "av1,yuv444p", "av1,yuv420p10le", "av1,yuv444p10le"
  })
  void shouldShowEverySampling(String coding, String format) throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills still =
        coding.equals("hevc")
            ? Stills.hevc(directory, format, picture)
            : Stills.av1(directory, format, picture);
    byte[] file =
        HeicFiles.still(still, still.configuration(), HeifFile.size(WIDTH, HEIGHT), FULL_601);
    Tidy tidy = Tidy.clean("image/avif", file).assertNoCanary();
    Tidy.assertSame(tidy.picture(), picture, 2, 12);
  }

  /** Without a box that says how to understand the samples, the coded picture says it. */
  @Test
  void shouldTakeRangeAndMatrixFromTheCodedPicture() throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills still = Stills.hevc(directory, "yuv444p", picture);
    byte[] file = HeicFiles.still(still, still.configuration(), HeifFile.size(WIDTH, HEIGHT));
    Tidy.assertSame(Tidy.clean("image/heic", file).picture(), picture, 2, 12);
  }

  @Test
  void shouldShowAWideGamutInSrgb() throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills still = Stills.hevc(directory, "yuv444p", picture);
    byte[] size = HeifFile.size(WIDTH, HEIGHT);
    byte[] named =
        HeicFiles.still(still, still.configuration(), size, HeifFile.colours(12, 13, 6, true));
    byte[] profiled =
        HeicFiles.still(
            still, still.configuration(), size, FULL_601, HeifFile.profile(DisplayP3.PROFILE));
    BufferedImage expected = Pixels.upright(picture, 1, DisplayP3.PROFILE);
    Tidy.assertSame(Tidy.clean("image/heic", profiled).picture(), expected, 2, 14);
    Tidy.assertSame(Tidy.clean("image/heic", named).picture(), expected, 2, 14);
  }

  @Test
  void shouldShowHighDynamicRangeFromBlackToWhite() throws Exception {
    var ramp = new BufferedImage(256, 64, BufferedImage.TYPE_3BYTE_BGR);
    for (int x = 0; x < 256; x++) {
      for (int y = 0; y < 64; y++) {
        ramp.setRGB(x, y, new Color(x, x, x).getRGB());
      }
    }
    Stills still = Stills.av1(directory, "yuv420p10le", ramp);
    for (int transfer : new int[] {16, 18}) { // PQ, HLG
      byte[] colours = HeifFile.colours(9, transfer, 9, true);
      byte[] file = HeicFiles.still(still, still.configuration(), HeifFile.size(256, 64), colours);
      BufferedImage shown = Tidy.clean("image/avif", file).picture();
      int before = 0;
      for (int x = 0; x < 256; x += 16) {
        int green = new Color(shown.getRGB(x, 30)).getGreen();
        assertThat(green).isGreaterThanOrEqualTo(before - 4);
        before = green;
      }
      assertThat(new Color(shown.getRGB(0, 30)).getGreen()).isLessThan(8);
      assertThat(before).isGreaterThan(240);
    }
  }

  /** What was cropped away stays away. */
  @Test
  void shouldCutToTheCleanAperture() throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills tiles = Stills.hevc(directory, "yuv444p", HeicFiles.tiles(picture, 64));
    byte[] aperture = HeifFile.box("clap", HeifFile.u32(70, 1, 60, 1, 20, 1, -10, 1));
    byte[] file = HeicFiles.phone(tiles, 64, WIDTH, HEIGHT, aperture, HeifFile.rotation(1));
    BufferedImage part = picture.getSubimage(60, 10, 70, 60);
    Tidy.assertSame(Tidy.clean("image/heic", file).picture(), Tidy.turned(part, 8), 2, 14);
  }

  @Test
  void shouldPutAGridOfAv1Together() throws Exception {
    BufferedImage picture = Tidy.landscape(WIDTH, HEIGHT);
    Stills tiles = Stills.av1(directory, "yuv444p", HeicFiles.tiles(picture, 64));
    byte[] file = HeicFiles.phone(tiles, 64, WIDTH, HEIGHT, FULL_601);
    Tidy tidy = Tidy.clean("image/avif", file).assertNoCanary();
    Tidy.assertSame(tidy.picture(), picture, 2, 14);
  }

  @Test
  void shouldNameASequenceBesideThePicture() throws Exception {
    Stills still = Stills.av1(directory, "yuv444p", Tidy.landscape(WIDTH, HEIGHT));
    byte[] file = HeicFiles.still(still, still.configuration(), HeifFile.size(WIDTH, HEIGHT));
    byte[] moving = PhotographFiles.concat(file, HeifFile.box("moov", PhotographFiles.UTF8));
    Tidy tidy = Tidy.clean("image/avif", moving).assertNoCanary();
    assertThat(tidy.removed()).containsExactly(Finding.ANIMATION);
  }
}
