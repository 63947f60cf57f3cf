package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.CANARY;
import static org.anxinbao.storage.clean.film.FilmFiles.append;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.anxinbao.storage.clean.film.Look.clean;
import static org.anxinbao.storage.clean.film.Look.hasCanary;
import static org.anxinbao.storage.clean.film.Look.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.anxinbao.storage.clean.film.Look.Cleaned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P16")
class CodecTest {
  @TempDir Path directory;
  private FilmFiles files;
  private Look look;
  private Sameness sameness;

  @BeforeEach
  void files() {
    files = new FilmFiles(directory);
    look = new Look(directory);
    sameness = new Sameness(files, look);
  }

  @Test
  void shouldLeaveUserDataOutOfH264() throws Exception {
    files.plain("plain.mp4", "-c:v", "libx264", "-c:a", "aac");
    files.tellInTheStream("plain.mp4", "film.mp4", "h264_metadata");
    byte[] film = append(files.read("film.mp4"), "avcC", CANARY.getBytes(UTF_8));
    assertThat(hasCanary(files.read("film.mp4"))).isTrue();
    sameness.hold("film.mp4", "video/mp4", film);
  }

  @Test
  void shouldLeaveUserDataOutOfH265() throws Exception {
    byte[] sei =
        concat(new byte[] {78, 1, 5, 30}, new byte[16], "Canary4711Canary".getBytes(UTF_8));
    var array = ByteBuffer.allocate(5).put((byte) 39).putShort((short) 1);
    array.putShort((short) sei.length);
    for (String tag : new String[] {"hvc1", "hev1"}) {
      byte[] plain =
          files.plain(
              "plain.mp4",
              "-c:v",
              "libx265",
              "-x265-params",
              "log-level=none",
              "-tag:v",
              tag,
              "-c:a",
              "aac");
      byte[] film = append(plain, "hvcC", concat(array.array(), sei));
      film[text(film).indexOf("hvcC") + 4 + 22]++;
      assertThat(text(film)).contains("x265 (build", "Canary4711");
      sameness.hold("film.mp4", "video/mp4", film);
      assertThat(look.probe("clean.mp4", "v:0", "stream=codec_tag_string")).isEqualTo(tag);
    }
  }

  @Test
  void shouldLeaveMetadataOutOfAv1() throws Exception {
    byte[] film =
        files.plain(
            "film.mp4",
            "-t",
            "0.4",
            "-c:v",
            "libaom-av1",
            "-strict",
            "-2",
            "-cpu-used",
            "8",
            "-c:a",
            "aac");
    byte[] metadata = concat(new byte[] {5 << 3 | 2, 13, 4}, "Canary4711\0\0".getBytes(UTF_8));
    sameness.hold("film.mp4", "video/mp4", append(film, "av1C", metadata));
  }

  @Test
  void shouldLeaveUserDataOutOfMpeg4() throws Exception {
    byte[] film = files.plain("film.mp4", "-c:v", "mpeg4", "-q:v", "5", "-c:a", "aac");
    assertThat(text(film)).contains("\0\0\1\u00b2Lavc");
    sameness.hold("film.mp4", "video/mp4", film);
  }

  @Test
  void shouldKeepH263AndAmrOfAnOldTelephone() throws Exception {
    byte[] film =
        files.plain(
            "film.3gp",
            "-c:v",
            "h263",
            "-c:a",
            "libopencore_amrnb",
            "-ar",
            "8000",
            "-ac",
            "1",
            "-metadata",
            "title=" + CANARY,
            "-metadata",
            "location=+31.2304+121.4737/");
    assertThat(hasCanary(film)).isTrue();
    Cleaned clean = clean("video/3gpp", film);
    files.write("clean.3gp", clean.bytes());
    look.assertSaysNothing("clean.3gp");
    assertThat(clean.product().mediaType()).isEqualTo("video/3gpp");
    assertThat(look.frames("clean.3gp")).isEqualTo(look.frames("film.3gp"));
    assertThat(look.seconds("clean.3gp", "a:0")).isCloseTo(3, within(1024.0 / 8000));
  }

  @Test
  void shouldKeepTheColoursAndTheShapeOfPixels() throws Exception {
    byte[] film =
        files.plain(
            "film.mp4",
            "-vf",
            "setsar=4/3",
            "-c:v",
            "libx264",
            "-color_primaries",
            "bt709",
            "-color_trc",
            "bt709",
            "-colorspace",
            "bt709",
            "-color_range",
            "tv",
            "-movflags",
            "write_colr",
            "-c:a",
            "aac");
    sameness.hold("film.mp4", "video/mp4", film);
    String entries =
        "stream=sample_aspect_ratio,color_range,color_space,color_transfer,color_primaries";
    assertThat(look.probe("clean.mp4", "v:0", entries))
        .isEqualTo(look.probe("film.mp4", "v:0", entries));
    assertThat(text(clean("video/mp4", film).bytes())).contains("colrnclx", "pasp");
  }
}
