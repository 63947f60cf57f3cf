package org.anxinbao.storage.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private static final int BGR = BufferedImage.TYPE_3BYTE_BGR;
  private static final int ABGR = BufferedImage.TYPE_4BYTE_ABGR;
  private static final int GRAY = BufferedImage.TYPE_BYTE_GRAY;

  @Test
  void shouldLeaveASmallPictureAsItIs() {
    BufferedImage picture = noise(50, 40, BGR);
    assertThat(Scale.down(picture, 50)).isSameAs(picture);
    assertThat(Scale.opaque(picture)).isSameAs(picture);
  }

  @ParameterizedTest
  @CsvSource({
    "200,100,50,50,25", "100,200,50,25,50", "1000,1,100,100,1", "1,1000,7,1,7",
    "999,7,100,100,1", "101,77,100,100,76", "640,480,1,1,1", "333,222,48,48,32"
  })
  void shouldKeepTheProportions(int width, int height, int longest, int toWidth, int toHeight) {
    for (int type : new int[] {BGR, ABGR, GRAY}) {
      BufferedImage small = Scale.down(noise(width, height, type), longest);
      assertThat(small.getType()).isEqualTo(type);
      assertThat(small.getWidth()).isEqualTo(toWidth);
      assertThat(small.getHeight()).isEqualTo(toHeight);
    }
  }

  @ParameterizedTest
  @CsvSource({"200,100,50", "97,61,40", "1,300,11", "300,1,299", "123,77,122", "64,64,1"})
  void shouldAverageAreas(int width, int height, int longest) {
    for (int type : new int[] {BGR, ABGR, GRAY}) {
      BufferedImage picture = noise(width, height, type);
      BufferedImage small = Scale.down(picture, longest);
      int bands = picture.getRaster().getNumBands();
      for (int band = 0; band < bands; band++) {
        for (int y = 0; y < small.getHeight(); y++) {
          for (int x = 0; x < small.getWidth(); x++) {
            double expected = area(picture, small, x, y, band);
            assertThat((double) small.getRaster().getSample(x, y, band))
                .isBetween(expected - 1, expected + 1); // weights are 1024ths of a pixel
          }
        }
      }
    }
  }

  /** The mean of what an output pixel covers, computed as it is written. */
  private static double area(BufferedImage from, BufferedImage to, int x, int y, int band) {
    double width = (double) from.getWidth() / to.getWidth();
    double height = (double) from.getHeight() / to.getHeight();
    double sum = 0;
    for (int row = 0; row < from.getHeight(); row++) {
      double tall = overlap(row, y * height, (y + 1) * height);
      for (int column = 0; tall > 0 && column < from.getWidth(); column++) {
        sum +=
            tall
                * overlap(column, x * width, (x + 1) * width)
                * from.getRaster().getSample(column, row, band);
      }
    }
    return sum / (width * height);
  }

  private static double overlap(int pixel, double begin, double end) {
    return Math.max(0, Math.min(pixel + 1, end) - Math.max(pixel, begin));
  }

  @Test
  void shouldTurnAFinePatternIntoItsMean() {
    var pattern = new BufferedImage(1_024, 1_024, GRAY);
    for (int y = 0; y < 1_024; y++) {
      for (int x = 0; x < 1_024; x++) {
        pattern.getRaster().setSample(x, y, 0, (x + y) % 2 * 255);
      }
    }
    for (byte sample : bytes(Scale.down(pattern, 256))) {
      assertThat(sample & 0xff).isBetween(127, 128);
    }
  }

  @Test
  void shouldNotShift() {
    var line = new BufferedImage(4_001, 3, GRAY);
    for (int y = 0; y < 3; y++) {
      line.getRaster().setSample(2_000, y, 0, 255); // the very middle
    }
    byte[] small = bytes(Scale.down(line, 101));
    assertThat(small[50] & 0xff).isPositive();
    for (int i = 0; i < 50; i++) {
      assertThat(small[i]).isEqualTo(small[100 - i]);
    }
  }

  @Test
  void shouldPutTransparencyOnWhite() {
    var glass = new BufferedImage(3, 1, ABGR);
    glass.setRGB(0, 0, 0x00ff0000);
    glass.setRGB(1, 0, 0xff204060);
    glass.setRGB(2, 0, 0x80000000);
    BufferedImage opaque = Scale.opaque(glass);
    assertThat(opaque.getRGB(0, 0)).isEqualTo(0xffffffff);
    assertThat(opaque.getRGB(1, 0)).isEqualTo(0xff204060);
    assertThat(opaque.getRGB(2, 0)).isEqualTo(0xff7f7f7f);
  }

  /** What cannot be seen has no colour to give to its neighbours. */
  @Test
  void shouldNotMixInTheColourOfWhatIsTransparent() {
    var glass = new BufferedImage(2, 2, ABGR);
    glass.setRGB(0, 0, 0xff0000ff);
    glass.setRGB(1, 1, 0xff0000ff);
    glass.setRGB(1, 0, 0x00ff0000);
    glass.setRGB(0, 1, 0x00ff0000);
    assertThat(Scale.down(glass, 1).getRGB(0, 0)).isEqualTo(0x800000ff);
  }

  private static BufferedImage noise(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    new Random(width * 31L + height).nextBytes(bytes(image));
    if (type == ABGR) {
      byte[] samples = bytes(image);
      for (int i = 0; i < samples.length; i += 4) {
        samples[i] = (byte) 255;
      }
    }
    return image;
  }

  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
