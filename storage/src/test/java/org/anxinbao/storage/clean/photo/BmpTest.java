package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BmpTest {
  private static final BufferedImage PICTURE = Tidy.landscape(150, 100);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"bgr24,1", "bgra,1", "rgb565le,9", "rgb555le,9", "gray,1", "pal8,255", "monow,255"})
  @Tag("P16")
  void shouldLeaveOnlyPixels(String format, int worst) throws Exception {
    Path source = directory.resolve("source.png");
    Path file = directory.resolve("picture.bmp");
    Files.write(source, encode(PICTURE, "png"));
    Tools.ffmpeg(directory, "-i", source.toString(), "-pix_fmt", format, file.toString());
    Tidy tidy = Tidy.clean("image/bmp", concat(Files.readAllBytes(file), UTF8)).assertNoCanary();
    assertThat(tidy.product().mediaType()).isEqualTo("image/png");
    assertThat(tidy.removed()).containsExactly(Finding.TRAILING);
    Tidy.assertSame(tidy.picture(), Tidy.reference(directory, file), 4, worst);
  }

  @Test
  void shouldShowRowsFromTopToBottomAndPackedOnes() throws Exception {
    byte[] bmp = bmp(40, 24, 24, 0);
    little(bmp).putInt(22, -16).putInt(54 + 3, 0x7f);
    assertThat(Tidy.clean("image/bmp", bmp).picture().getRGB(1, 0)).isEqualTo(0xff00007f);

    byte[] packed = Arrays.copyOf(bmp(40, 8, 8, 1), 14 + 40 + 1024 + 4 * 16);
    ByteBuffer out = little(packed);
    out.putInt(10, 14 + 40 + 1024).putInt(34, 64).putInt(14 + 40 + 4 * 7, 0x112233);
    out.position(14 + 40 + 1024);
    for (int row = 0; row < 16; row++) {
      out.put(
          new byte[] {16, 7, 0, (byte) (row == 15 ? 1 : 0)}); // to the end of the row, or of all
    }
    assertThat(Tidy.clean("image/bmp", packed).picture().getRGB(9, 9)).isEqualTo(0xff112233);
  }

  /** Java's reader would open the file that such a profile names. */
  @Test
  void shouldNotFollowALinkedProfile() throws Exception {
    byte[] path = ascii("/etc/hostname\0");
    byte[] bmp = concat(bmp(124, 24, 24, 0), path);
    ByteBuffer out = little(bmp);
    out.putInt(14 + 56, 0x4c494e4b); // LINK
    out.putInt(14 + 112, bmp.length - path.length - 14).putInt(14 + 116, path.length);
    Tidy tidy = Tidy.clean("image/bmp", bmp);
    assertThat(tidy.removed()).contains(Finding.ICC);
    assertThat(tidy.picture().getRGB(3, 3)).isEqualTo(0xff000000);
  }

  @Test
  void shouldMakeAJpegOfWhatIsTooLongALosslessCopy() throws Exception {
    var noise = new BufferedImage(3_000, 2_600, BufferedImage.TYPE_3BYTE_BGR);
    new Random(1).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
    Tidy tidy = Tidy.clean("image/bmp", encode(noise, "bmp"));
    assertThat(tidy.product().mediaType()).isEqualTo("image/jpeg");
    assertThat(tidy.bytes().length).isLessThan(20 << 20);
  }

  @Test
  void shouldRefuseWhatIsTooLargeOrNoBitmap() {
    byte[] large = bmp(40, 24, 1, 0);
    little(large).putInt(18, 60_000).putInt(22, 60_000);
    byte[] negative = bmp(40, 24, 24, 0);
    little(negative).putInt(22, Integer.MIN_VALUE);
    byte[] cut = Arrays.copyOf(bmp(40, 24, 24, 0), 200);
    byte[] packed = bmp(40, 24, 8, 1);
    little(packed).putInt(18, 40_000).putInt(22, 40_000);
    for (byte[] hostile :
        new byte[][] {large, negative, cut, packed, bmp(40, 24, 0, 4), bmp(40, 24, 0, 5)}) {
      assertThatThrownBy(() -> Tidy.clean("image/bmp", hostile)).isInstanceOf(Exception.class);
    }
  }

  /** 16 × 16 pixels, black. */
  private static byte[] bmp(int header, int row, int bits, int compression) {
    byte[] bmp = new byte[14 + header + 16 * Math.max(row, 48)];
    ByteBuffer out = little(bmp);
    out.put(ascii("BM")).putInt(bmp.length).putInt(0).putInt(14 + header);
    out.putInt(header).putInt(16).putInt(16).putShort((short) 1).putShort((short) bits);
    out.putInt(compression);
    return bmp;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
