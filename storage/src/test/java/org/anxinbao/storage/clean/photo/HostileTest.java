package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.chunk;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.WebPFiles;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that were made to harm: a refusal or a clean file, and soon. */
@Timeout(15)
class HostileTest {
  private static final BufferedImage PICTURE = Tidy.landscape(150, 100);
  private static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  @Test
  void shouldCleanPolyglots() throws Exception {
    byte[] tail = ascii("<html><script>alert(1)</script>PK\3\4#!/bin/sh\n" + EICAR);
    for (String type : new String[] {"jpeg", "png", "gif", "bmp"}) {
      Tidy tidy = Tidy.clean("image/" + type, concat(encode(PICTURE, type), tail));
      assertThat(tidy.removed()).contains(Finding.TRAILING);
      assertThat(Tidy.text(tidy.bytes())).doesNotContain("script", "PK\3\4", "/bin/sh", "EICAR");
    }
    byte[] inside = Arrays.copyOf(encode(PICTURE, "jpg"), 2);
    byte[] rest = encode(PICTURE, "jpg");
    byte[] comment = concat(inside, segment(0xfe, tail), Arrays.copyOfRange(rest, 2, rest.length));
    assertThat(Tidy.text(Tidy.clean("image/jpeg", comment).bytes())).doesNotContain("EICAR");
  }

  @Test
  void shouldCleanSixtyThousandSegmentsAndChunks() throws Exception {
    byte[] jpeg = encode(PICTURE, "jpg");
    byte[] png = encode(PICTURE, "png");
    var segments = new ByteArrayOutputStream();
    var chunks = new ByteArrayOutputStream();
    for (int i = 0; i < 60_000; i++) {
      segments.writeBytes(segment(0xe1 + i % 14, ascii("Exif\0\0MM\0*")));
      chunks.writeBytes(chunk("tEXt", ascii("Author\0somebody")));
    }
    byte[] manySegments =
        concat(
            Arrays.copyOf(jpeg, 2),
            segments.toByteArray(),
            Arrays.copyOfRange(jpeg, 2, jpeg.length));
    byte[] manyChunks =
        concat(
            Arrays.copyOf(png, 33), chunks.toByteArray(), Arrays.copyOfRange(png, 33, png.length));
    Tidy.assertSame(Tidy.clean("image/jpeg", manySegments).picture(), PICTURE, 4, 30);
    Tidy.assertSame(Tidy.clean("image/png", manyChunks).picture(), PICTURE, 0, 0);
  }

  @Test
  void shouldLeaveOutProfilesWithoutEndOrSense() throws Exception {
    byte[] jpeg = encode(PICTURE, "jpg");
    byte[] noise = new byte[65_519];
    new Random(1).nextBytes(noise);
    var parts = new ByteArrayOutputStream();
    for (int i = 1; i <= 255; i++) {
      byte[] number = {(byte) i, (byte) 255};
      parts.writeBytes(segment(0xe2, concat(ascii("ICC_PROFILE\0"), number, noise)));
    }
    byte[] bomb =
        concat(
            Arrays.copyOf(jpeg, 2), parts.toByteArray(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    Tidy.assertSame(Tidy.clean("image/jpeg", bomb).picture(), PICTURE, 4, 30);

    byte[] wrong = DisplayP3.PROFILE.clone();
    Arrays.fill(wrong, 128, 260, (byte) 0xff);
    byte[] png = encode(PICTURE, "png");
    byte[] broken =
        concat(
            Arrays.copyOf(png, 33),
            chunk("iCCP", concat(ascii("x\0\0"), PhotographFiles.deflate(wrong))),
            Arrays.copyOfRange(png, 33, png.length));
    Tidy.assertSame(Tidy.clean("image/png", broken).picture(), PICTURE, 0, 0);
  }

  /** What was cropped away on a phone, and is still there behind the end (CVE-2023-21036). */
  @Test
  void shouldDropCroppedLeftovers() throws Exception {
    byte[] before = encode(Tidy.landscape(600, 400), "png");
    byte[] after = encode(PICTURE, "png");
    byte[] overwritten = before.clone();
    System.arraycopy(after, 0, overwritten, 0, after.length);
    Tidy tidy = Tidy.clean("image/png", overwritten);
    assertThat(tidy.removed()).containsExactly(Finding.TRAILING);
    assertThat(tidy.bytes()).isEqualTo(Tidy.clean("image/png", after).bytes());
  }

  @Test
  void shouldTakeTheFirstOfManyFrames() throws Exception {
    byte[] gif = encode(PICTURE, "gif");
    int screen = 13 + (3 << ((gif[10] & 7) + 1));
    byte[] frame = Arrays.copyOfRange(gif, screen, gif.length - 1);
    var frames = new ByteArrayOutputStream();
    frames.write(gif, 0, screen);
    Collections.nCopies(2_000, frame).forEach(frames::writeBytes);
    frames.write(';');
    Tidy tidy = Tidy.clean("image/gif", frames.toByteArray());
    assertThat(tidy.removed()).containsExactly(Finding.ANIMATION);
    assertThat(tidy.bytes()).isEqualTo(Tidy.clean("image/gif", gif).bytes());
  }

  @Test
  void shouldRefuseFramesInsideFrames() {
    byte[] deep = new byte[12 + 24 * 200_000];
    ByteBuffer out = ByteBuffer.wrap(deep).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(deep.length - 8).put(ascii("WEBP"));
    while (out.hasRemaining()) {
      out.put(ascii("ANMF")).putInt(out.remaining() - 4).position(out.position() + 16);
    }
    assertThatThrownBy(() -> Tidy.clean("image/webp", deep)).isInstanceOf(Exception.class);
  }

  @Test
  void shouldRefuseWhatIsEmptyOrCutShort() throws Exception {
    byte[][] files = {
      PhotographFiles.jpeg(PICTURE, 1),
      PhotographFiles.png(PICTURE),
      PhotographFiles.gif(),
      WebPFiles.webp(WebPFiles.LOSSY_WEBP),
      TiffTest.tiff("LZW", PICTURE),
      encode(PICTURE, "bmp")
    };
    String[] types = {"jpeg", "png", "gif", "webp", "tiff", "bmp"};
    for (int i = 0; i < files.length; i++) {
      String type = "image/" + types[i];
      for (int eighths = 0; eighths < 6; eighths++) {
        byte[] part = Arrays.copyOf(files[i], files[i].length * eighths / 8);
        assertThatThrownBy(() -> Tidy.clean(type, part))
            .as("%s, %d", type, eighths)
            .isInstanceOf(Exception.class);
        byte[] zeros = Arrays.copyOf(part, files[i].length);
        attempt(type, zeros);
      }
    }
  }

  private static void attempt(String type, byte[] file) {
    try {
      Tidy.clean(type, file).assertNoCanary();
    } catch (Exception refused) {
      assertThat(refused).isNotNull();
    }
  }
}
