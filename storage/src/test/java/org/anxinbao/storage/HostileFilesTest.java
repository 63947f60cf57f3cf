package org.anxinbao.storage;

import static org.anxinbao.storage.Cleaning.assertFields;
import static org.anxinbao.storage.Cleaning.assertNoCanary;
import static org.anxinbao.storage.Cleaning.clean;
import static org.anxinbao.storage.Cleaning.text;
import static org.anxinbao.storage.PhotographFiles.FIELDS;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.chunk;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.anxinbao.storage.Cleaning.Result;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Kind;
import org.anxinbao.storage.clean.photo.Photograph;
import org.junit.jupiter.api.Test;

class HostileFilesTest {
  @Test
  void shouldTakeTheTypeFromTheContentOnly() throws Exception {
    byte[] page = ascii("<!DOCTYPE html><html><script>alert(1)</script></html>");
    byte[] zip = ascii("PK\3\4........");
    Result polyglot = clean(concat(encode(fields(), "jpg"), page, zip));
    assertThat(polyglot.removed()).containsExactly(Finding.TRAILING);
    assertThat(text(polyglot.bytes())).doesNotContain("script", "PK\3\4");

    for (byte[] other :
        List.of(
            page,
            zip,
            new byte[0],
            new byte[5_000],
            ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ascii("{}"))) {
      assertThatThrownBy(() -> clean(other)).isInstanceOf(UnsupportedMedia.class);
    }
  }

  @Test
  void shouldRefuseMoreThanTwentyMegabytes() {
    byte[] large = Arrays.copyOf(encode(fields(), "jpg"), (int) Kind.PHOTOGRAPH.mostBytes() + 1);
    assertThatThrownBy(() -> clean(large)).isInstanceOf(TooLarge.class);
  }

  @Test
  void shouldRefuseDimensionsBeforeDecoding() {
    byte[] png = encode(fields(), "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    byte[] jpeg = encode(fields(), "jpg");
    int frame = text(jpeg).indexOf("\u00ff\u00c0");
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    byte[] gif = encode(fields(), "gif");
    int descriptor = 13 + (3 << ((gif[10] & 7) + 1));
    while (gif[descriptor] != 0x2c) {
      descriptor++;
    }
    Arrays.fill(gif, descriptor + 5, descriptor + 9, (byte) 0xff);
    byte[] webp = WebPFiles.LOSSY_WEBP.clone();
    Arrays.fill(webp, 26, 30, (byte) 0x3f);
    for (byte[] bomb : List.of(png, jpeg, gif, webp)) {
      assertThatThrownBy(() -> clean(bomb)).isInstanceOf(CannotBeCleaned.class).hasNoCause();
    }
  }

  @Test
  void shouldRefuseAJpegOfManyScans() {
    byte[] plain = encode(fields(), "jpg");
    int scan = text(plain).indexOf("\u00ff\u00da");
    var out = new ByteArrayOutputStream();
    out.write(plain, 0, scan);
    for (int i = 0; i < 101; i++) {
      out.write(plain, scan, plain.length - 2 - scan);
    }
    out.write(plain, plain.length - 2, 2);
    assertThatThrownBy(() -> clean(out.toByteArray())).isInstanceOf(CannotBeCleaned.class);
  }

  @Test
  void shouldRefuseWhatWasCutShort() {
    for (byte[] whole :
        List.of(
            PhotographFiles.jpeg(1),
            PhotographFiles.png(fields()),
            PhotographFiles.gif(),
            WebPFiles.webp(WebPFiles.LOSSY_WEBP),
            WebPFiles.LOSSLESS_WEBP)) {
      for (int eighths = 2; eighths < 6; eighths++) {
        byte[] part = Arrays.copyOf(whole, whole.length * eighths / 8);
        assertThatThrownBy(() -> clean(part)).isInstanceOf(CannotBeCleaned.class);
      }
    }
  }

  @Test
  void shouldEndWithAPictureOrARefusalWhateverIsBroken() {
    var random = new Random(42);
    for (byte[] whole :
        List.of(
            PhotographFiles.jpeg(6),
            PhotographFiles.png(fields()),
            PhotographFiles.gif(),
            WebPFiles.webp(WebPFiles.ALPHA_WEBP))) {
      for (int i = 0; i < 200; i++) {
        byte[] broken = whole.clone();
        for (int flips = 0; flips < 8; flips++) {
          broken[12 + random.nextInt(broken.length - 12)] ^= (byte) (1 << random.nextInt(8));
        }
        try {
          var out = new ByteArrayOutputStream();
          Photograph.clean(Recognition.of(whole), broken, out);
          assertNoCanary(out.toByteArray());
        } catch (IOException | RuntimeException refused) {
          assertThat(refused).isNotNull();
        }
      }
    }
  }

  @Test
  void shouldLeaveOutAProfileThatUnpacksWithoutEnd() throws Exception {
    byte[] png = encode(fields(), "png");
    byte[] bomb = PhotographFiles.deflate(new byte[64 << 20]);
    Result clean =
        clean(
            concat(
                Arrays.copyOf(png, 33),
                chunk("iCCP", concat(ascii("x\0\0"), bomb)),
                Arrays.copyOfRange(png, 33, png.length)));
    assertFields(clean.picture(), FIELDS);
  }
}
