package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.CANARY;
import static org.anxinbao.storage.clean.film.FilmFiles.box;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.anxinbao.storage.clean.film.Look.clean;
import static org.anxinbao.storage.clean.film.Look.hasCanary;
import static org.anxinbao.storage.clean.film.Look.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.film.Look.Cleaned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P16")
class FilmTest {
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
  void shouldLeaveNothingButPicturesAndSoundOfAnMp4() throws Exception {
    files.telling("tagged.mp4", "-c:v", "libx264", "-c:a", "aac", "-movflags", "use_metadata_tags");
    byte[] film = concat(files.read("tagged.mp4"), hidden(), CANARY.getBytes(UTF_8));
    assertThat(hasCanary(film)).isTrue();
    Cleaned clean = sameness.hold("film.mp4", "video/mp4", film);
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
    assertThat(sameness.hold("film.mov", "video/quicktime", film).product().removed())
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
    sameness.hold("film.mp4", "video/mp4", film);
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
      sameness.hold("film.mp4", "video/mp4", files.read("film.mp4"));
      assertThat(look.lag("film.mp4", "clean.mp4")).isBetween(-48, 48);
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
    assertThat(look.seconds("clean.mp4", "a:0")).isCloseTo(4, within(2 * Sameness.SOUND_FRAME));
    assertThat(look.lag("film.mp4", "clean.mp4")).isBetween(-48, 48);
  }

  @Test
  void shouldReadTheIndexInFrontAndALongContent() throws Exception {
    byte[] film =
        files.plain("film.mp4", "-c:v", "libx264", "-c:a", "aac", "-movflags", "faststart");
    sameness.hold("film.mp4", "video/mp4", film);
    byte[] large = files.plain("large.mp4", "-c:v", "libx264", "-c:a", "aac");
    int mdat = text(large).indexOf("mdat") - 4;
    var buffer = ByteBuffer.wrap(large);
    int size = buffer.getInt(mdat);
    buffer.position(mdat - 8).putInt(1).put("mdat".getBytes(UTF_8)).putLong(size + 8L);
    sameness.hold("large.mp4", "video/mp4", large);
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
    look.assertSaysNothing("clean.mp4");
    assertThat(look.frames("clean.mp4")).hasSize(75).isEqualTo(look.frames("film.mp4"));
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
