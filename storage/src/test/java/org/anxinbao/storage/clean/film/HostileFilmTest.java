package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.film.FilmFiles.append;
import static org.anxinbao.storage.clean.film.FilmFiles.box;
import static org.anxinbao.storage.clean.film.FilmFiles.concat;
import static org.anxinbao.storage.clean.film.Look.assertNoCanary;
import static org.anxinbao.storage.clean.film.Look.clean;
import static org.anxinbao.storage.clean.film.Look.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.anxinbao.storage.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilmTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final byte[] LARGE = ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).array();

  private static final Map<String, byte[]> FILMS = new HashMap<>();
  private static final Map<String, byte[]> SOUNDS = new HashMap<>();

  @BeforeAll
  static void make(@TempDir Path directory) throws IOException {
    var files = new FilmFiles(directory);
    String[] small = {"-t", "1", "-s", "128x96", "-metadata", "title=" + FilmFiles.CANARY};
    FILMS.put("last", files.plain("a.mp4", with(small, "-c:v", "libx264", "-c:a", "aac")));
    Tools.ffmpeg(directory, "-i", "a.mp4", "-c", "copy", "-movflags", "faststart", "b.mp4");
    FILMS.put("first", files.read("b.mp4"));
    Tools.ffmpeg(
        directory, "-i", "a.mp4", "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "c.mp4");
    FILMS.put("fragments", files.read("c.mp4"));
    FILMS.put(
        "hevc",
        files.plain(
            "d.mp4",
            with(small, "-c:v", "libx265", "-x265-params", "log-level=none", "-c:a", "aac")));
    FILMS.put("mpeg4", files.plain("e.mp4", with(small, "-c:v", "mpeg4", "-c:a", "aac")));
    FILMS.put(
        "av1",
        files.plain(
            "f.mp4",
            with(
                small,
                "-t",
                "0.3",
                "-c:v",
                "libaom-av1",
                "-strict",
                "-2",
                "-cpu-used",
                "8",
                "-c:a",
                "aac")));
    SOUNDS.put("audio/mpeg", files.plain("a.mp3", with(small, "-map", "1")));
    SOUNDS.put("audio/aac", files.plain("a.aac", with(small, "-map", "1")));
    SOUNDS.put("audio/ogg", files.plain("a.ogg", with(small, "-map", "1")));
    SOUNDS.put("audio/wav", files.plain("a.wav", with(small, "-map", "1")));
    SOUNDS.put("audio/mp4", files.plain("a.m4a", with(small, "-map", "1")));
    SOUNDS.put(
        "audio/amr",
        files.plain("a.amr", with(small, "-map", "1", "-c:a", "libopencore_amrnb", "-ar", "8000")));
  }

  private static String[] with(String[] some, String... others) {
    String[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  private static byte[] film(String name) {
    return Objects.requireNonNull(FILMS.get(name)).clone();
  }

  private static void assertRefused(byte[] film) {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> clean("video/mp4", film)).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
  }

  /** Whether a clean file came out. */
  private static boolean refusedOrClean(Callable<Look.Cleaned> cleaning) throws Exception {
    long begin = System.nanoTime();
    try {
      assertNoCanary(cleaning.call().bytes());
      return true;
    } catch (IOException refused) {
      return false;
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
    }
  }

  private static int at(byte[] film, String type) {
    return text(film).indexOf(type) - 4;
  }

  @Test
  void shouldRefuseSizesThatAreNotOnes() {
    for (String type : List.of("ftyp", "mdat", "moov", "trak", "stbl", "stsd", "stsz", "mdia")) {
      for (int size : new int[] {0, 2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
        byte[] film = film("last");
        ByteBuffer.wrap(film).putInt(at(film, type), size);
        assertRefused(film);
      }
      byte[] film = film("last");
      ByteBuffer.wrap(film).putInt(at(film, type), 1).put(at(film, type) + 8, LARGE);
      assertRefused(film);
    }
  }

  @Test
  void shouldRefuseABoxThatReachesOutOfItsParent() {
    for (String type : List.of("trak", "mdia", "minf", "stbl", "stsd")) {
      byte[] film = film("last");
      var buffer = ByteBuffer.wrap(film);
      buffer.putInt(at(film, type), film.length - at(film, type) + 1);
      assertThatThrownBy(() -> Boxes.check(film)).isInstanceOf(IOException.class);
      assertRefused(film);
    }
  }

  @Test
  void shouldRefuseThousandsOfLevelsAndOfBoxes() throws Exception {
    for (String type : List.of("moov", "trak", "udta", "meta", "stsd", "wave", "minf")) {
      byte[] nested = new byte[0];
      for (int i = 0; i < 3_000; i++) {
        nested = box(type, nested);
      }
      byte[] levels = nested;
      assertRefused(concat(film("last"), box("moov", levels)));
      assertRefused(box("moov", levels));
      refusedOrClean(() -> clean("video/mp4", append(film("last"), "moov", levels)));
    }
    byte[] many = new byte[60_000 * 8];
    for (int i = 0; i < 60_000; i++) {
      System.arraycopy(box("free"), 0, many, i * 8, 8);
    }
    assertRefused(concat(film("last"), many));
    assertRefused(append(film("last"), "moov", many));
  }

  @Test
  void shouldRefuseWhatWasCutShort() throws Exception {
    for (String name : List.of("last", "first", "hevc", "mpeg4", "av1")) {
      byte[] film = film(name);
      for (int eighths = 0; eighths < 8; eighths++) {
        assertRefused(Arrays.copyOf(film, film.length * eighths / 8));
      }
    }
    byte[] fragments = film("fragments");
    for (int eighths = 0; eighths < 8; eighths++) {
      byte[] part = Arrays.copyOf(fragments, fragments.length * eighths / 8);
      refusedOrClean(() -> clean("video/mp4", part));
    }
    assertRefused(Arrays.copyOf(fragments, fragments.length / 2));
  }

  @Test
  void shouldRefuseWhatIsNoFilm(@TempDir Path directory) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.mp4"), "secret");
    for (String text :
        List.of(
            "",
            "\0".repeat(5_000),
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://" + secret + "\n",
            "ffconcat version 1.0\nfile '" + secret + "'\n",
            "<?xml version=\"1.0\"?><MPD><BaseURL>" + secret + "</BaseURL></MPD>",
            "<!DOCTYPE html><script>alert(1)</script>")) {
      byte[] bytes = text.getBytes(UTF_8);
      assertRefused(bytes);
      byte[] behindType = concat(box("ftyp", "isom\0\0\0\1isom".getBytes(UTF_8)), bytes);
      assertRefused(behindType);
      for (String mediaType : SOUNDS.keySet()) {
        assertThatThrownBy(() -> clean(mediaType, bytes)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void shouldRefuseAFilmWithoutTracks() {
    byte[] film = film("last");
    byte[] header = Arrays.copyOfRange(film, at(film, "mvhd"), at(film, "mvhd") + 108);
    byte[] head = Arrays.copyOf(film, at(film, "moov"));
    assertRefused(concat(head, box("moov")));
    assertRefused(concat(head, box("moov", header)));
    assertRefused(concat(head, box("moov", header, box("trak"), box("trak"))));
  }

  @Test
  void shouldRefuseContentOutsideOfTheFile() {
    byte[] film = film("last");
    film[at(film, "url ") + 11] = 0;
    assertRefused(film);
    byte[] beyond = film("last");
    ByteBuffer.wrap(beyond).putInt(at(beyond, "stco") + 16, Integer.MAX_VALUE);
    assertRefused(beyond);
  }

  @Test
  void shouldEndSoonWithTablesThatPromiseTooMuch() throws Exception {
    for (String table : List.of("stts", "ctts", "stsc", "stsz", "stco", "stss")) {
      for (int count : new int[] {Integer.MAX_VALUE, -1, 1 << 28, 1 << 20, 0}) {
        byte[] film = film("last");
        int at = at(film, table);
        if (table.equals("stsz")) {
          ByteBuffer.wrap(film).putInt(at + 12, 1).putInt(at + 16, count);
        } else {
          ByteBuffer.wrap(film).putInt(at + 12, count);
        }
        refusedOrClean(() -> clean("video/mp4", film));
      }
    }
  }

  @Test
  void shouldRefuseFramesThatShareTheirBytes() {
    byte[] film = film("last");
    var buffer = ByteBuffer.wrap(film);
    int chunks = at(film, "stco");
    int first = buffer.getInt(chunks + 16);
    for (int i = 0; i < buffer.getInt(chunks + 12); i++) {
      buffer.putInt(chunks + 16 + 4 * i, first);
    }
    assertRefused(film);
  }

  @Test
  void shouldEndWithAFilmOrARefusalWhateverIsBroken() throws Exception {
    var random = new Random(42);
    int clean = 0;
    int tries = 0;
    for (byte[] whole : FILMS.values()) {
      int index = at(whole, "moov");
      for (int i = 0; i < 60; i++) {
        byte[] broken = whole.clone();
        boolean inTheIndex = i % 2 == 0;
        int from = inTheIndex ? index : 0;
        int to = inTheIndex ? Math.min(whole.length, index + 3_000) : whole.length;
        for (int flips = 0; flips < 1 + i % 8; flips++) {
          broken[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
        }
        clean += refusedOrClean(() -> clean("video/mp4", broken)) ? 1 : 0;
        tries++;
      }
    }
    assertThat(clean).isBetween(1, tries - 1);
  }

  @Test
  void shouldEndWithSoundOrARefusalWhateverIsBroken() throws Exception {
    var random = new Random(42);
    for (Map.Entry<String, byte[]> sound : SOUNDS.entrySet()) {
      for (int i = 0; i < 50; i++) {
        byte[] broken = sound.getValue().clone();
        for (int flips = 0; flips < 1 + i % 8; flips++) {
          int near = i % 2 == 0 ? Math.min(500, broken.length) : broken.length;
          broken[random.nextInt(near)] ^= (byte) (1 << random.nextInt(8));
        }
        refusedOrClean(() -> clean(sound.getKey(), broken));
      }
      for (int eighths = 0; eighths < 8; eighths++) {
        byte[] part = Arrays.copyOf(sound.getValue(), sound.getValue().length * eighths / 8);
        refusedOrClean(() -> clean(sound.getKey(), part));
      }
    }
  }
}
