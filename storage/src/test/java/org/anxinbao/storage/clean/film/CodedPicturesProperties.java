package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.box;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.ffmpeg.global.avcodec;

class CodedPicturesProperties {
  private static final int[] CODECS = {
    avcodec.AV_CODEC_ID_H264,
    avcodec.AV_CODEC_ID_HEVC,
    avcodec.AV_CODEC_ID_AV1,
    avcodec.AV_CODEC_ID_MPEG4
  };
  private static final byte[] TEXT = "Canary4711".getBytes(UTF_8);

  @Property
  void shouldTakeOrRefuseAnyConfiguration(
      @ForAll @Size(max = 80) byte[] bytes, @ForAll @IntRange(max = 3) int codec) {
    if (bytes.length > 0) {
      bytes[0] = (byte) (CODECS[codec] == avcodec.AV_CODEC_ID_AV1 ? 0x81 : 1);
    }
    assertNothingButARefusal(() -> CodedPictures.of(CODECS[codec], bytes));
  }

  @Property
  void shouldTakeOrRefuseAnyFrame(
      @ForAll @Size(max = 80) byte[] bytes, @ForAll @IntRange(min = 1, max = 4) int lengthBytes) {
    assertNothingButARefusal(() -> new NalUnits(TEXT, lengthBytes, first -> true).frame(bytes));
    assertNothingButARefusal(() -> new Obus(TEXT).frame(bytes));
    assertNothingButARefusal(() -> new Mpeg4(TEXT).frame(bytes));
  }

  @Property
  void shouldTakeOrRefuseAnyBoxes(
      @ForAll @Size(max = 80) byte[] a, @ForAll @Size(max = 80) byte[] b) {
    for (String type : new String[] {"udta", "meta", "tkhd", "hdlr", "dref", "chap", "uuid"}) {
      byte[] film =
          concat(
              box("mdat"),
              box("moov", box("trak", box("tref", box(type, a)), box(type, b)), box(type, a, b)));
      assertNothingButARefusal(() -> Boxes.check(film));
    }
    assertNothingButARefusal(() -> Boxes.check(a));
  }

  @Example
  void shouldLeaveOutUnitsThatAreNoPicture() throws IOException {
    byte[] h264 = {0, 0, 0, 3, 0x65, 1, 2};
    byte[] h265 = {0, 0, 0, 3, 19 << 1, 1, 2};
    assertThat(avc().frame(concat(unit(new byte[] {6, 5, 10}), h264, unit(new byte[] {31}))))
        .isEqualTo(h264);
    assertThat(
            hevc()
                .frame(concat(unit(new byte[] {39 << 1, 1}), h265, unit(new byte[] {62 << 1, 1}))))
        .isEqualTo(h265);
    byte[] frame = {6 << 3 | 2, 2, 1, 2};
    assertThat(new Obus(TEXT).frame(concat(obu(5), frame, obu(15), obu(9)))).isEqualTo(frame);
    byte[] picture = {0, 0, 1, (byte) 0xb6, 1, 2};
    assertThat(
            new Mpeg4(TEXT).frame(concat(TEXT, new byte[] {0, 0, 1, (byte) 0xb2}, TEXT, picture)))
        .isEqualTo(picture);
  }

  private static CodedPictures avc() throws IOException {
    byte[] configuration = {1, 66, 0, 30, -1, (byte) 0xe1, 0, 2, 0x67, 1, 1, 0, 2, 0x68, 1};
    return CodedPictures.of(avcodec.AV_CODEC_ID_H264, concat(configuration, TEXT));
  }

  private static CodedPictures hevc() throws IOException {
    byte[] head = new byte[22];
    head[0] = 1;
    head[21] = 3;
    byte[] sets = {1, 33, 0, 1, 0, 3, 33 << 1, 1, 1};
    return CodedPictures.of(avcodec.AV_CODEC_ID_HEVC, concat(head, sets, TEXT));
  }

  private static byte[] unit(byte[] head) {
    int length = head.length + TEXT.length;
    return concat(ByteBuffer.allocate(4).putInt(length).array(), head, TEXT);
  }

  private static byte[] obu(int type) {
    return concat(new byte[] {(byte) (type << 3 | 2), (byte) TEXT.length}, TEXT);
  }

  private static void assertNothingButARefusal(ThrowingCallable parse) {
    try {
      parse.call();
    } catch (Throwable refused) {
      assertThatCode(parse).isInstanceOf(IOException.class);
    }
  }
}
