package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anxinbao.storage.Tools;

/** Films and recordings that tell a lot. */
final class FilmFiles {
  static final String CANARY = "Canary4711 金丝雀";

  private static final String SEI =
      "sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+" + "Canary4711";

  private final Path directory;

  FilmFiles(Path directory) {
    this.directory = directory;
  }

  /** Three seconds, 320 × 240, 75 frames, with a tone; the arguments say how it is coded. */
  byte[] plain(String name, String... coding) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=d=3:r=25:s=352x288"));
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=d=3:r=48000"));
    arguments.addAll(List.of(coding));
    arguments.add(name);
    Tools.ffmpeg(directory, arguments.toArray(String[]::new));
    return read(name);
  }

  /** The canary in every place that FFmpeg and exiftool can write, quarter turned. */
  byte[] telling(String name, String... coding) throws IOException {
    Files.writeString(
        directory.resolve("words.srt"), "1\n00:00:00,000 --> 00:00:02,000\n" + CANARY + "\n");
    Files.writeString(
        directory.resolve("tags.txt"),
        """
        ;FFMETADATA1
        title=%1$s
        artist=%1$s
        comment=%1$s
        encoder=%1$s
        make=%1$s
        model=%1$s
        location=+31.2304+121.4737/
        com.apple.quicktime.make=%1$s
        com.apple.quicktime.model=%1$s
        com.apple.quicktime.location.ISO6709=+31.2304+121.4737/
        creation_time=2026-01-02T03:04:05Z
        [CHAPTER]
        TIMEBASE=1/1000
        START=0
        END=1000
        title=%1$s
        """
            .formatted(CANARY));
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=d=3:r=25:s=352x288"));
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=d=3:r=48000"));
    arguments.addAll(List.of("-i", "words.srt", "-i", "tags.txt"));
    arguments.addAll(List.of("-map", "0", "-map", "1", "-map", "1", "-map", "2"));
    arguments.addAll(List.of("-map_metadata", "3", "-map_chapters", "3", "-c:s", "mov_text"));
    arguments.addAll(List.of("-metadata:s", "handler_name=" + CANARY));
    arguments.addAll(List.of("-metadata:s:a", "language=zho"));
    arguments.addAll(List.of(coding));
    arguments.add(name);
    Tools.ffmpeg(directory, arguments.toArray(String[]::new));
    return tagged(name);
  }

  /** Copied, with user data in the pictures' stream. */
  void tellInTheStream(String from, String to, String filter) {
    Tools.ffmpeg(
        directory,
        "-i",
        from,
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-c",
        "copy",
        "-bsf:v",
        filter + "=" + SEI,
        to);
  }

  /** What exiftool can add. */
  byte[] tagged(String name) throws IOException {
    Tools.ffmpeg(directory, "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", "cover.png");
    Tools.exiftool(directory, "-q", "-overwrite_original", "-Comment=" + CANARY, "cover.png");
    Tools.exiftool(
        directory,
        "-q",
        "-overwrite_original",
        "-XMP-dc:Title=" + CANARY,
        "-Keys:Make=" + CANARY,
        "-Keys:Author=" + CANARY,
        "-Keys:GPSCoordinates=31.2,121.4,4",
        "-UserData:Comment=" + CANARY,
        "-UserData:GPSCoordinates=31.2,121.4,4",
        "-ItemList:Comment=" + CANARY,
        "-ItemList:CoverArt<=cover.png",
        "-CreateDate=2026:01:02 03:04:05",
        "-TrackCreateDate=2026:01:02 03:04:05",
        "-MediaCreateDate=2026:01:02 03:04:05",
        "-Rotation=90",
        name);
    return read(name);
  }

  byte[] read(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }

  static byte[] box(String type, byte[]... content) {
    byte[] all = concat(content);
    return concat(
        ByteBuffer.allocate(8).putInt(8 + all.length).put(type.getBytes(ISO_8859_1)).array(), all);
  }

  static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** Puts bytes at the end of the box of this type, and makes its parents longer by that much. */
  static byte[] append(byte[] film, String type, byte[] content) {
    int box = Look.text(film).indexOf(type) - 4;
    int end = box + ByteBuffer.wrap(film).getInt(box);
    byte[] longer =
        concat(Arrays.copyOf(film, end), content, Arrays.copyOfRange(film, end, film.length));
    lengthen(ByteBuffer.wrap(longer), 0, longer.length - content.length, box, content.length);
    return longer;
  }

  private static void lengthen(ByteBuffer film, int from, int to, int box, int by) {
    for (int at = from; at + 8 <= to; ) {
      int size = film.getInt(at);
      if (at <= box && box < at + size) {
        film.putInt(at, size + by);
        String type = Look.text(Arrays.copyOfRange(film.array(), at + 4, at + 8));
        int head =
            switch (type) {
              case "stsd" -> 16;
              case "avc1", "hvc1", "hev1", "av01", "mp4v" -> 86;
              default -> 8;
            };
        if (at < box) {
          lengthen(film, at + head, at + size, box, by);
        }
        return;
      }
      at += Math.max(8, size);
    }
  }
}
