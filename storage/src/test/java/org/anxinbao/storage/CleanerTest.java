package org.anxinbao.storage;

import static org.anxinbao.storage.Cleaning.assertFields;
import static org.anxinbao.storage.Cleaning.assertNear;
import static org.anxinbao.storage.Cleaning.assertNoCanary;
import static org.anxinbao.storage.Cleaning.clean;
import static org.anxinbao.storage.PhotographFiles.FIELDS;
import static org.anxinbao.storage.PhotographFiles.HEIGHT;
import static org.anxinbao.storage.PhotographFiles.WIDTH;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.chunk;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.fields;
import static org.anxinbao.storage.PhotographFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;
import org.anxinbao.storage.Cleaning.Result;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerTest {
  @Test
  @Tag("P16")
  void shouldLeaveOnlyPixelsOfAJpeg() throws Exception {
    Result clean = clean(PhotographFiles.jpeg(1));
    assertNoCanary(clean.bytes());
    assertFields(clean.picture(), FIELDS);
    assertThat(clean.mediaType()).isEqualTo("image/jpeg");
    assertThat(clean.removed())
        .containsExactlyInAnyOrder(
            Finding.GPS,
            Finding.CAMERA,
            Finding.TIME,
            Finding.COMMENT,
            Finding.THUMBNAIL,
            Finding.XMP,
            Finding.IPTC,
            Finding.TRAILING,
            Finding.OTHER);
  }

  @ParameterizedTest
  @CsvSource({"1,0123", "2,1032", "3,3210", "4,2301", "5,0213", "6,2031", "7,3120", "8,1302"})
  @Tag("P16")
  void shouldTurnUpright(int orientation, String order) throws Exception {
    BufferedImage picture = clean(PhotographFiles.jpeg(orientation)).picture();
    assertThat(picture.getWidth()).isEqualTo(orientation < 5 ? WIDTH : HEIGHT);
    assertThat(picture.getHeight()).isEqualTo(orientation < 5 ? HEIGHT : WIDTH);
    assertFields(picture, order.chars().mapToObj(c -> FIELDS[c - '0']).toArray(Color[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY
      })
  @Tag("P16")
  void shouldLeaveOnlyPixelsOfAPng(int type) throws Exception {
    var image = new BufferedImage(WIDTH, HEIGHT, type);
    image.getGraphics().drawImage(fields(), 0, 0, null);
    byte[] file = PhotographFiles.png(image);
    Result clean = clean(file);
    assertNoCanary(clean.bytes());
    assertThat(clean.mediaType()).isEqualTo("image/png");
    assertThat(clean.removed())
        .contains(Finding.TEXT, Finding.XMP, Finding.GPS, Finding.TIME, Finding.TRAILING);
    BufferedImage picture = clean.picture();
    assertThat(picture.getWidth()).isEqualTo(HEIGHT); // turned as its eXIf says
    assertNear(new Color(picture.getRGB(HEIGHT / 4, WIDTH * 3 / 4)), Color.WHITE, 4);
  }

  @Test
  void shouldKeepGreysAndTransparency() throws Exception {
    var grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
    BufferedImage cleanGrey = clean(encode(grey, "png")).picture();
    assertThat(cleanGrey.getRaster().getSample(4, 4, 0)).isEqualTo(100);

    var glass = new BufferedImage(8, 8, BufferedImage.TYPE_4BYTE_ABGR);
    glass.setRGB(4, 4, 0x80102030);
    assertThat(clean(encode(glass, "png")).picture().getRGB(4, 4)).isEqualTo(0x80102030);
  }

  @Test
  @Tag("P16")
  void shouldLeaveOnlyTheFirstFrameOfAGif() throws Exception {
    Result clean = clean(PhotographFiles.gif());
    assertNoCanary(clean.bytes());
    assertFields(clean.picture(), FIELDS);
    assertThat(clean.mediaType()).isEqualTo("image/png");
    assertThat(clean.removed())
        .containsExactlyInAnyOrder(
            Finding.COMMENT,
            Finding.XMP,
            Finding.TEXT,
            Finding.ANIMATION,
            Finding.TRAILING,
            Finding.OTHER);
  }

  @Test
  @Tag("P16")
  void shouldLeaveOnlyPixelsOfAWebP() throws Exception {
    Result lossy = clean(WebPFiles.webp(WebPFiles.LOSSY_WEBP));
    assertNoCanary(lossy.bytes());
    assertThat(lossy.mediaType()).isEqualTo("image/jpeg");
    assertThat(lossy.removed())
        .contains(Finding.GPS, Finding.CAMERA, Finding.XMP, Finding.TRAILING, Finding.OTHER);
    assertFields(lossy.picture(), FIELDS);

    for (byte[] glass : List.of(WebPFiles.ALPHA_WEBP, WebPFiles.LOSSLESS_WEBP)) {
      Result clean = clean(WebPFiles.webp(glass));
      assertNoCanary(clean.bytes());
      assertThat(clean.mediaType()).isEqualTo("image/png");
      assertThat(clean.picture().getRGB(4, 4) >>> 24).isZero();
      assertNear(new Color(clean.picture().getRGB(24, 12)), Color.WHITE, 12);
    }

    Result first = clean(WebPFiles.webp(WebPFiles.ANIMATED_WEBP));
    assertNoCanary(first.bytes());
    assertThat(first.removed()).contains(Finding.ANIMATION);
    assertNear(new Color(first.picture().getRGB(4, 4)), Color.RED, 60);
  }

  @Test
  void shouldApplyAProfileBeforeDroppingIt() throws Exception {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    var grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = grey.createGraphics();
    graphics.setColor(new Color(128, 128, 128));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.dispose();

    byte[] jpeg = encode(grey, "jpg");
    Result fromJpeg =
        clean(
            concat(
                Arrays.copyOf(jpeg, 2),
                segment(0xe2, concat(ascii("ICC_PROFILE\0\1\1"), linear)),
                Arrays.copyOfRange(jpeg, 2, jpeg.length)));
    byte[] png = encode(grey, "png");
    Result fromPng =
        clean(
            concat(
                Arrays.copyOf(png, 33),
                chunk("iCCP", concat(ascii("x\0\0"), PhotographFiles.deflate(linear))),
                Arrays.copyOfRange(png, 33, png.length)));
    for (Result clean : List.of(fromJpeg, fromPng)) {
      assertThat(clean.removed()).containsExactly(Finding.ICC);
      assertNear(new Color(clean.picture().getRGB(9, 9)), new Color(188, 188, 188), 3);
    }
  }

  @Test
  void shouldShowAnAdobeCmykJpegInItsColours() throws Exception {
    BufferedImage picture = clean(PhotographFiles.CMYK_JPEG).picture();
    Color red = new Color(picture.getRGB(4, 4));
    assertThat(red.getRed()).isGreaterThan(180);
    assertThat(red.getGreen()).isLessThan(90);
    assertNear(new Color(picture.getRGB(24, 12)), Color.WHITE, 12);
  }
}
