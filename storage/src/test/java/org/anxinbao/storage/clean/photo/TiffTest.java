package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.little;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffTest {
  private static final BufferedImage PICTURE = Tidy.landscape(150, 100);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "3BYTE_BGR,None", "3BYTE_BGR,LZW", "3BYTE_BGR,Deflate", "3BYTE_BGR,ZLib", "3BYTE_BGR,PackBits",
    "3BYTE_BGR,JPEG", "4BYTE_ABGR,LZW", "BYTE_GRAY,LZW", "USHORT_GRAY,Deflate", "BYTE_INDEXED,LZW",
    "BYTE_BINARY,CCITT T.6", "BYTE_BINARY,CCITT T.4", "BYTE_BINARY,CCITT RLE"
  })
  void shouldShowEveryCompression(String type, String compression) throws Exception {
    BufferedImage picture = as(type);
    Tidy tidy = Tidy.clean("image/tiff", tiff(compression, picture));
    boolean lossy = compression.equals("JPEG");
    assertThat(tidy.product().mediaType()).isEqualTo(lossy ? "image/jpeg" : "image/png");
    BufferedImage expected = Pixels.upright(picture, 1, null);
    Tidy.assertSame(tidy.picture(), expected, lossy ? 4 : 0, lossy ? 40 : 1);
    assertThat(tidy.removed()).containsExactly(Finding.CAMERA); // the writer names itself
  }

  private static BufferedImage as(String type) throws Exception {
    int code = BufferedImage.class.getField("TYPE_" + type).getInt(null);
    var image = new BufferedImage(PICTURE.getWidth(), PICTURE.getHeight(), code);
    image.getGraphics().drawImage(PICTURE, 0, 0, null);
    return image;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @Tag("P16")
  void shouldLeaveOnlyPixels(int orientation) throws Exception {
    Path file = directory.resolve("talkative.tif");
    Path profile = directory.resolve("p3.icc");
    Files.write(file, tiff("LZW", PICTURE));
    Files.write(profile, DisplayP3.PROFILE);
    TagFiles.talk(directory, file, "-Orientation#=" + orientation, "-icc_profile<=" + profile);
    Tidy tidy = Tidy.clean("image/tiff", concat(Files.readAllBytes(file), UTF8));
    tidy.assertNoCanary();
    BufferedImage expected = Pixels.upright(PICTURE, orientation, DisplayP3.PROFILE);
    Tidy.assertSame(tidy.picture(), expected, 0, 0);
    assertThat(tidy.removed())
        .contains(
            Finding.GPS,
            Finding.CAMERA,
            Finding.TIME,
            Finding.COMMENT,
            Finding.XMP,
            Finding.IPTC,
            Finding.ICC);
  }

  @Test
  void shouldTakeTheFirstPageOnly() throws Exception {
    Tidy tidy = Tidy.clean("image/tiff", tiff("LZW", PICTURE, Tidy.landscape(40, 30)));
    Tidy.assertSame(tidy.picture(), PICTURE, 0, 0);
    assertThat(tidy.removed()).containsExactly(Finding.CAMERA, Finding.ANIMATION);
  }

  @Test
  void shouldShowInksWithoutAProfile() throws Exception {
    byte[] cyan = inks(255, 0, 0, 0);
    Tidy tidy = Tidy.clean("image/tiff", cyan);
    assertThat(tidy.picture().getRGB(3, 3)).isEqualTo(0xff00ffff);
    assertThat(Tidy.clean("image/tiff", inks(0, 0, 0, 255)).picture().getRGB(3, 3))
        .isEqualTo(0xff000000);
  }

  /** 8 × 8 pixels of one colour. */
  private static byte[] inks(int... inks) {
    byte[] pixels = new byte[8 * 8 * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) inks[i % 4];
    }
    ByteBuffer head = ByteBuffer.allocate(8 + 8 + 2 + 9 * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0x002a4949).putInt(16).putShort((short) 8).putShort((short) 8);
    head.putShort((short) 8).putShort((short) 8).putShort((short) 9);
    int[][] tags = {
      {256, 1, 8},
      {257, 1, 8},
      {258, 4, 8},
      {259, 1, 1},
      {262, 1, 5},
      {273, 1, head.capacity()},
      {277, 1, 4},
      {278, 1, 8},
      {279, 1, pixels.length}
    };
    for (int[] tag : tags) {
      head.putShort((short) tag[0]).putShort((short) 3).putInt(tag[1]).putInt(tag[2]);
    }
    return concat(head.array(), pixels);
  }

  @Test
  void shouldRefuseRingsAndCrowdsOfDirectories() {
    byte[] plain = tiff("None", PICTURE);
    int first = ByteBuffer.wrap(plain).getInt(4);
    int entries = ByteBuffer.wrap(plain).getShort(first);
    byte[] ring = plain.clone();
    ByteBuffer.wrap(ring).putInt(first + 2 + 12 * entries, first);
    byte[] crowd = Arrays.copyOf(plain, plain.length + 6 * 60_000);
    ByteBuffer next = ByteBuffer.wrap(crowd);
    next.putInt(first + 2 + 12 * entries, plain.length).position(plain.length);
    for (int i = 1; i < 60_000; i++) {
      next.putShort((short) 0).putInt(plain.length + 6 * i);
    }
    byte[] bomb = plain.clone();
    for (int at = first + 2; at < first + 26; at += 12) { // width and height, of whatever type
      ByteBuffer.wrap(bomb).putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, 60_000);
    }
    for (byte[] hostile : new byte[][] {ring, crowd, bomb, little(0), Arrays.copyOf(plain, 99)}) {
      assertThatThrownBy(() -> Tidy.clean("image/tiff", hostile)).isInstanceOf(Exception.class);
    }
  }

  static byte[] tiff(String compression, BufferedImage... pages) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage page : pages) {
        writer.writeToSequence(new IIOImage(page, null, null), param);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
