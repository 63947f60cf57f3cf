package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.CANARY;
import static org.anxinbao.storage.clean.film.FilmFiles.append;
import static org.anxinbao.storage.clean.film.FilmFiles.box;
import static org.anxinbao.storage.clean.film.FilmFiles.clean;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.anxinbao.storage.clean.film.FilmFiles.hasCanary;
import static org.anxinbao.storage.clean.film.FilmFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.film.FilmFiles.Cleaned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P16")
class FilmTest {
  private static final double SOUND_FRAME = 1024.0 / 48_000 + 0.001;

  @TempDir Path directory;
  private FilmFiles files;

  @BeforeEach
  void files() {
    files = new FilmFiles(directory);
  }

  /** Cleans twice, and holds what came out against what went in. */
  private Cleaned same(String name, String mediaType, byte[] film) throws IOException {
    files.write(name, film);
    Cleaned clean = clean(mediaType, film);
    files.write("clean.mp4", clean.bytes());
    files.write("again.mp4", clean(clean.product().mediaType(), clean.bytes()).bytes());
    files.assertSaysNothing("clean.mp4");
    assertThat(files.frames("clean.mp4"))
        .isNotEmpty()
        .isEqualTo(files.frames(name))
        .isEqualTo(files.frames("again.mp4"));
    for (String entry : new String[] {"nb_read_packets", "width", "height", "codec_name"}) {
      assertThat(files.probe("clean.mp4", "v:0", "stream=" + entry))
          .isEqualTo(files.probe(name, "v:0", "stream=" + entry));
    }
    assertThat(files.seconds("clean.mp4", "v:0"))
        .isCloseTo(files.seconds(name, "v:0"), within(0.001));
    assertThat(files.start("clean.mp4", "v:0")).isCloseTo(files.start(name, "v:0"), within(0.001));
    assertThat(files.rotation("clean.mp4")).isEqualTo(files.rotation(name));
    assertThat(files.probe("clean.mp4", "a", "stream=codec_name")).isEqualTo("aac");
    assertThat(files.start("clean.mp4", "a:0"))
        .isCloseTo(files.start(name, "a:0"), within(SOUND_FRAME));
    assertThat(end("clean.mp4")).isCloseTo(end(name), within(SOUND_FRAME));
    assertThat(text(clean.bytes()).indexOf("moov")).isLessThan(text(clean.bytes()).indexOf("mdat"));
    return clean;
  }

  private double end(String name) {
    return files.start(name, "a:0") + files.seconds(name, "a:0");
  }

  @Test
  void shouldLeaveNothingButPicturesAndSoundOfAnMp4() throws Exception {
    files.telling("tagged.mp4", "-c:v", "libx264", "-c:a", "aac", "-movflags", "use_metadata_tags");
    byte[] film = concat(files.read("tagged.mp4"), hidden(), CANARY.getBytes(UTF_8));
    assertThat(hasCanary(film)).isTrue();
    Cleaned clean = same("film.mp4", "video/mp4", film);
    assertThat(clean.product().mediaType()).isEqualTo("video/mp4");
    assertThat(clean.product().removed())
        .containsExactlyInAnyOrder(
            Finding.GPS,
            Finding.CAMERA,
            Finding.TIME,
            Finding.COMMENT,
            Finding.THUMBNAIL,
            Finding.XMP,
            Finding.TRACKS,
            Finding.CHAPTERS,
            Finding.SUBTITLES,
            Finding.TAGS,
            Finding.AUTHOR,
            Finding.TRAILING,
            Finding.OTHER);
  }

  @Test
  void shouldLeaveNothingButPicturesAndSoundOfAMovie() throws Exception {
    byte[] film =
        files.telling(
            "film.mov", "-c:v", "libx264", "-c:a", "pcm_s16le", "-timecode", "01:00:00:00");
    assertThat(same("film.mov", "video/quicktime", film).product().removed())
        .contains(Finding.GPS, Finding.CAMERA, Finding.TIME, Finding.TRACKS, Finding.CHAPTERS);
  }

  @Test
  void shouldLeaveNothingButPicturesAndSoundOfAFragmentedFilm() throws Exception {
    files.telling("whole.mp4", "-c:v", "libx264", "-g", "25", "-bf", "0", "-c:a", "aac");
    Tools.ffmpeg(
        directory,
        "-i",
        "whole.mp4",
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-map",
        "0:s",
        "-c",
        "copy",
        "-movflags",
        "frag_keyframe+empty_moov+default_base_moof",
        "-metadata",
        "title=" + CANARY,
        "film.mp4");
    byte[] film = files.read("film.mp4");
    assertThat(text(film)).contains("moof", "Canary4711");
    same("film.mp4", "video/mp4", film);
  }

  @Test
  void shouldLeaveUserDataOutOfH264() throws Exception {
    files.plain("plain.mp4", "-c:v", "libx264", "-c:a", "aac");
    files.tellInTheStream("plain.mp4", "film.mp4", "h264_metadata");
    byte[] film = append(files.read("film.mp4"), "avcC", CANARY.getBytes(UTF_8));
    assertThat(hasCanary(files.read("film.mp4"))).isTrue();
    same("film.mp4", "video/mp4", film);
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
      same("film.mp4", "video/mp4", film);
      assertThat(files.probe("clean.mp4", "v:0", "stream=codec_tag_string")).isEqualTo(tag);
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
    same("film.mp4", "video/mp4", append(film, "av1C", metadata));
  }

  @Test
  void shouldLeaveUserDataOutOfMpeg4() throws Exception {
    byte[] film = files.plain("film.mp4", "-c:v", "mpeg4", "-q:v", "5", "-c:a", "aac");
    assertThat(text(film)).contains("\0\0\1\u00b2Lavc");
    same("film.mp4", "video/mp4", film);
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
    files.assertSaysNothing("clean.3gp");
    assertThat(clean.product().mediaType()).isEqualTo("video/3gpp");
    assertThat(files.frames("clean.3gp")).isEqualTo(files.frames("film.3gp"));
    assertThat(files.seconds("clean.3gp", "a:0")).isCloseTo(3, within(1024.0 / 8000));
  }

  @Test
  void shouldKeepSoundInTime() throws Exception {
    Tools.ffmpeg(
        directory,
        "-f",
        "lavfi",
        "-i",
        "testsrc2=d=3:r=25",
        "-f",
        "lavfi",
        "-i",
        "aevalsrc=sin(2*PI*(200+400*t)*t):d=3:s=48000",
        "-c:v",
        "libx264",
        "-c:a",
        "aac",
        "plain.mp4");
    for (String offset : new String[] {"0", "0.7", "-0.3"}) {
      Tools.ffmpeg(
          directory,
          "-i",
          "plain.mp4",
          "-itsoffset",
          offset,
          "-i",
          "plain.mp4",
          "-map",
          "0:v",
          "-map",
          "1:a",
          "-c",
          "copy",
          "film.mp4");
      same("film.mp4", "video/mp4", files.read("film.mp4"));
      assertThat(files.lag("film.mp4", "clean.mp4")).isBetween(-48, 48);
    }
  }

  @Test
  void shouldFillAGapInTheSound() throws Exception {
    Tools.ffmpeg(
        directory,
        "-f",
        "lavfi",
        "-i",
        "testsrc2=d=4:r=25",
        "-f",
        "lavfi",
        "-i",
        "aevalsrc=sin(2*PI*(200+400*t)*t):d=3:s=48000",
        "-c:v",
        "libx264",
        "-af",
        "asetpts=PTS+gt(T\\,1.5)/TB",
        "-c:a",
        "aac",
        "film.mp4");
    Cleaned clean = clean("video/mp4", files.read("film.mp4"));
    files.write("clean.mp4", clean.bytes());
    assertThat(files.seconds("clean.mp4", "a:0")).isCloseTo(4, within(2 * SOUND_FRAME));
    assertThat(files.lag("film.mp4", "clean.mp4")).isBetween(-48, 48);
  }

  @Test
  void shouldReadTheIndexInFrontAndALongContent() throws Exception {
    byte[] film =
        files.plain("film.mp4", "-c:v", "libx264", "-c:a", "aac", "-movflags", "faststart");
    same("film.mp4", "video/mp4", film);
    byte[] large = files.plain("large.mp4", "-c:v", "libx264", "-c:a", "aac");
    int mdat = text(large).indexOf("mdat") - 4;
    var buffer = ByteBuffer.wrap(large);
    int size = buffer.getInt(mdat);
    buffer.position(mdat - 8).putInt(1).put("mdat".getBytes(UTF_8)).putLong(size + 8L);
    same("large.mp4", "video/mp4", large);
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
    same("film.mp4", "video/mp4", film);
    String entries =
        "stream=sample_aspect_ratio,color_range,color_space,color_transfer,color_primaries";
    assertThat(files.probe("clean.mp4", "v:0", entries))
        .isEqualTo(files.probe("film.mp4", "v:0", entries));
    assertThat(text(clean("video/mp4", film).bytes())).contains("colrnclx", "pasp");
  }

  @Test
  void shouldShowAnUprightPoster() throws Exception {
    files.plain("film.mp4", "-c:v", "libx264", "-c:a", "aac");
    for (int degrees : new int[] {0, 90, 180, 270}) {
      Tools.exiftool(directory, "-q", "-overwrite_original", "-Rotation=" + degrees, "film.mp4");
      byte[] poster =
          Objects.requireNonNull(clean("video/mp4", files.read("film.mp4")).product().preview());
      var actual = ImageIO.read(new ByteArrayInputStream(poster));
      Tools.ffmpeg(directory, "-i", "film.mp4", "-frames:v", "1", "frame.png");
      var expected = ImageIO.read(directory.resolve("frame.png").toFile());
      assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
      assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
      long difference = 0;
      for (int y = 0; y < actual.getHeight(); y++) {
        for (int x = 0; x < actual.getWidth(); x++) {
          int a = actual.getRGB(x, y);
          int b = expected.getRGB(x, y);
          for (int shift = 0; shift < 24; shift += 8) {
            difference += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
          }
        }
      }
      assertThat(difference / (3.0 * actual.getWidth() * actual.getHeight())).isLessThan(6);
    }
  }

  @Test
  void shouldAnswerSoundForAFilmWithoutPictures() throws Exception {
    Cleaned clean = clean("video/mp4", files.plain("sound.mp4", "-map", "1", "-c:a", "aac"));
    assertThat(clean.product().mediaType()).isEqualTo("audio/mp4");
    assertThat(clean.product().preview()).isNull();
  }

  @Test
  void shouldTakeAFilmWithoutSound() throws Exception {
    byte[] film = files.plain("film.mp4", "-map", "0", "-c:v", "libx264");
    files.write("clean.mp4", clean("video/mp4", film).bytes());
    files.assertSaysNothing("clean.mp4");
    assertThat(files.frames("clean.mp4")).hasSize(75).isEqualTo(files.frames("film.mp4"));
  }

  private static byte[] hidden() {
    byte[] xmp =
        new byte[] {
          (byte) 0xbe, 0x7a, (byte) 0xcf, (byte) 0xcb, (byte) 0x97, (byte) 0xa9, 0x42, (byte) 0xe8
        };
    return concat(
        box("free", CANARY.getBytes(UTF_16LE)),
        box("skip", CANARY.getBytes(UTF_16BE)),
        box("uuid", xmp, new byte[8], CANARY.getBytes(UTF_8)),
        box("udta", box("titl", new byte[6], CANARY.getBytes(UTF_16BE))));
  }
}
