package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.CANARY;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.anxinbao.storage.clean.film.Look.clean;
import static org.anxinbao.storage.clean.film.Look.hasCanary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.film.Look.Cleaned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P16")
class SoundTest {
  private static final double SECONDS = 5;

  @TempDir Path directory;
  private FilmFiles files;
  private Look look;

  @BeforeEach
  void files() {
    files = new FilmFiles(directory);
    look = new Look(directory);
  }

  private byte[] sound(String name, String... coding) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of("-f", "lavfi", "-i", "aevalsrc=sin(2*PI*(200+100*t)*t):d=5:s=48000"));
    for (String key : List.of("title", "artist", "comment", "encoder", "location", "date")) {
      arguments.addAll(List.of("-metadata", key + "=" + CANARY));
    }
    arguments.addAll(List.of(coding));
    arguments.add(name);
    Tools.ffmpeg(directory, arguments.toArray(String[]::new));
    return files.read(name);
  }

  private Cleaned assertClean(String mediaType, byte[] sound, int rate) throws IOException {
    Cleaned clean = clean(mediaType, sound);
    assertThat(clean.product().mediaType()).isEqualTo("audio/mp4");
    assertThat(clean.product().preview()).isNull();
    files.write("clean.m4a", clean.bytes());
    look.assertSaysNothing("clean.m4a");
    assertThat(look.probe("clean.m4a", "a", "stream=codec_name,sample_rate"))
        .isEqualTo("aac\n" + rate);
    assertThat(look.seconds("clean.m4a", "a:0")).isCloseTo(SECONDS, within(0.2));
    byte[] again = clean("audio/mp4", clean.bytes()).bytes();
    files.write("again.m4a", again);
    look.assertSaysNothing("again.m4a");
    return clean;
  }

  @Test
  void shouldMakeAacOfMp3WithItsTagsAtBothEnds() throws Exception {
    byte[] plain = sound("plain.mp3", "-id3v2_version", "3", "-write_id3v1", "1");
    byte[] tag = Arrays.copyOf("APETAGEX".getBytes(UTF_8), 32);
    byte[] item = concat(new byte[8], "Comment\0Canary4711".getBytes(UTF_8));
    ByteBuffer.wrap(item).order(ByteOrder.LITTLE_ENDIAN).putInt(10);
    var foot = ByteBuffer.wrap(tag).order(ByteOrder.LITTLE_ENDIAN);
    foot.putInt(8, 2000).putInt(12, item.length + 32).putInt(16, 1);
    int id3v1 = plain.length - 128;
    byte[] sound =
        concat(
            Arrays.copyOf(plain, id3v1), item, tag, Arrays.copyOfRange(plain, id3v1, plain.length));
    assertThat(hasCanary(sound)).isTrue();
    assertThat(assertClean("audio/mpeg", sound, 48_000).product().removed())
        .contains(Finding.TAGS, Finding.AUTHOR, Finding.COMMENT, Finding.TIME);
    files.write("sound.mp3", sound);
    assertThat(look.lag("sound.mp3", "clean.m4a")).isBetween(-2, 2);
  }

  @Test
  void shouldMakeAacOfAnMp3WithAPicture() throws Exception {
    sound("plain.mp3");
    Tools.ffmpeg(directory, "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", "cover.png");
    Tools.exiftool(directory, "-q", "-overwrite_original", "-Comment=" + CANARY, "cover.png");
    Tools.ffmpeg(
        directory,
        "-i",
        "plain.mp3",
        "-i",
        "cover.png",
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
        "-metadata:s:v",
        "title=" + CANARY,
        "sound.mp3");
    assertThat(assertClean("audio/mpeg", files.read("sound.mp3"), 48_000).product().removed())
        .contains(Finding.THUMBNAIL);
  }

  @Test
  void shouldMakeAacOfM4a() throws Exception {
    byte[] plain = sound("plain.m4a", "-c:a", "aac", "-ac", "2");
    Tools.exiftool(directory, "-q", "-overwrite_original", "-XMP-dc:Title=" + CANARY, "plain.m4a");
    byte[] sound = concat(files.read("plain.m4a"), CANARY.getBytes(UTF_16LE));
    assertThat(hasCanary(plain)).isTrue();
    assertThat(assertClean("audio/mp4", sound, 48_000).product().removed())
        .contains(Finding.AUTHOR, Finding.XMP, Finding.TRAILING);
    assertThat(look.lag("plain.m4a", "clean.m4a")).isBetween(-2, 2);
    assertClean("audio/mp4", sound("alac.m4a", "-c:a", "alac"), 48_000);
  }

  @Test
  void shouldMakeAacOfPlainAac() throws Exception {
    byte[] plain = sound("plain.aac", "-c:a", "aac");
    byte[] tag = concat("TAG".getBytes(UTF_8), Arrays.copyOf(CANARY.getBytes(UTF_8), 125));
    assertClean("audio/aac", concat(plain, tag), 48_000);
  }

  @Test
  void shouldMakeAacOfTelephonesRecordings() throws Exception {
    byte[] narrow = sound("n.amr", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1");
    assertClean("audio/amr", narrow, 8_000);
    byte[] wide = sound("w.amr", "-c:a", "libvo_amrwbenc", "-ar", "16000", "-ac", "1");
    assertClean("audio/amr", wide, 16_000);
    assertClean("audio/amr", concat(narrow, CANARY.getBytes(UTF_8)), 8_000);
  }

  @Test
  void shouldMakeAacOfWav() throws Exception {
    byte[] sound =
        sound("sound.wav", "-write_bext", "1", "-metadata", "description=" + CANARY, "-ac", "2");
    assertThat(hasCanary(sound)).isTrue();
    Cleaned clean = assertClean("audio/wav", concat(sound, CANARY.getBytes(UTF_8)), 48_000);
    assertThat(clean.product().removed()).contains(Finding.COMMENT);
    assertThat(look.lag("sound.wav", "clean.m4a")).isBetween(-2, 2);
    assertClean("audio/wav", sound("s.wav", "-c:a", "pcm_s24le", "-ar", "96000"), 48_000);
    assertClean("audio/wav", sound("s.wav", "-c:a", "pcm_alaw", "-ar", "8000"), 8_000);
    assertClean("audio/wav", sound("s.wav", "-c:a", "adpcm_ima_wav", "-ar", "11025"), 11_025);
  }

  @Test
  void shouldMakeAacOfOgg() throws Exception {
    for (String codec : List.of("libvorbis", "libopus", "flac")) {
      byte[] sound = sound("sound.ogg", "-c:a", codec, "-ac", "2");
      assertThat(hasCanary(sound)).isTrue();
      assertThat(assertClean("audio/ogg", sound, 48_000).product().removed())
          .contains(Finding.AUTHOR);
      assertThat(look.lag("sound.ogg", "clean.m4a")).isBetween(-2, 2);
    }
  }

  @Test
  void shouldMixManyChannelsDown() throws Exception {
    byte[] sound = sound("sound.wav", "-ac", "6");
    assertClean("audio/wav", sound, 48_000);
    assertThat(look.probe("clean.m4a", "a", "stream=channels")).isEqualTo("2");
  }

  @Test
  void shouldBeFastWithALongRecording() throws Exception {
    Tools.ffmpeg(
        directory,
        "-f",
        "lavfi",
        "-i",
        "anoisesrc=d=600:c=pink:r=48000:a=0.3",
        "-ac",
        "2",
        "-b:a",
        "128k",
        "sound.mp3");
    byte[] sound = files.read("sound.mp3");
    clean("audio/mpeg", Arrays.copyOf(sound, sound.length / 10));
    var threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    clean("audio/mpeg", sound);
    double times = 600e9 / (threads.getCurrentThreadCpuTime() - begin);
    System.out.printf("sound at %.0f times its speed, on one core%n", times);
    assertThat(times).isGreaterThan(50);
  }
}
