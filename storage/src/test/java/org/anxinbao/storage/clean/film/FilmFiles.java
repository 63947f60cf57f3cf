package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Product;

/** Films and recordings that tell a lot, and a look at what came of them. */
final class FilmFiles {
  static final String CANARY = "Canary4711 金丝雀";

  private static final String SEI =
      "sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+" + "Canary4711";

  /** What exiftool calls a stream's own properties. */
  private static final Set<String> OWN =
      Set.of(
          ("AudioBitsPerSample AudioChannels AudioFormat AudioSampleRate AvgBitrate Balance"
                  + " BitDepth ChunkOffset ColorPrimaries ColorProfiles CompatibleBrands"
                  + " CompositionTimeToSample CompressorID CreateDate CurrentTime Duration"
                  + " GraphicsMode HandlerType ImageHeight ImageSize ImageWidth MajorBrand"
                  + " MatrixCoefficients MatrixStructure MediaCreateDate MediaData MediaDataOffset"
                  + " MediaDataSize MediaDuration MediaHeaderVersion MediaLanguageCode"
                  + " MediaModifyDate MediaTimeScale Megapixels MinorVersion ModifyDate"
                  + " MovieHeaderVersion NextTrackID OpColor PixelAspectRatio PosterTime"
                  + " PreferredRate PreferredVolume PreviewDuration PreviewTime Rotation"
                  + " SampleGroupDescription SampleSizes SampleToChunk SampleToGroup"
                  + " SelectionDuration SelectionTime SourceImageHeight SourceImageWidth"
                  + " SyncSampleTable TimeScale TimeToSampleTable TrackCreateDate TrackDuration"
                  + " TrackHeaderVersion TrackID TrackLayer TrackModifyDate TrackVolume"
                  + " TransferCharacteristics Unknown_av1C Unknown_d263 Unknown_edts Unknown_esds"
                  + " Unknown_hvcC VideoFrameRate VideoFullRangeFlag XResolution YResolution"
                  + " AVCConfiguration")
              .split(" "));

  private final Path directory;

  FilmFiles(Path directory) {
    this.directory = directory;
  }

  /** A clean file's bytes and what is said of it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Cleaned(Product product, byte[] bytes) {}

  static Cleaned clean(String mediaType, byte[] file) throws IOException {
    var out = new ByteArrayOutputStream();
    Product product =
        mediaType.startsWith("audio/")
            ? Sound.clean(mediaType, file, out)
            : Film.clean(mediaType, file, out);
    return new Cleaned(product, out.toByteArray());
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

  /** The decoded frames, by their time and their hash. */
  List<String> frames(String name) {
    Tools.ffmpeg(directory, "-noautorotate", "-i", name, "-map", "0:v:0", "-f", "framemd5", "md5");
    try {
      return Files.readAllLines(directory.resolve("md5")).stream()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** By how many samples of 48 kHz the second's sound comes later than the first's. */
  int lag(String one, String other) throws IOException {
    short[] a = samples(one);
    short[] b = samples(other);
    int best = 0;
    double most = -1;
    for (int lag = -2000; lag <= 2000; lag++) {
      double sum = 0;
      for (int i = 4000; i + 4000 < Math.min(a.length, b.length); i += 3) {
        sum += a[i] * (double) b[i + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  private short[] samples(String name) throws IOException {
    Tools.ffmpeg(
        directory,
        "-i",
        name,
        "-map",
        "a:0",
        "-af",
        "aresample=async=1:first_pts=0",
        "-ac",
        "1",
        "-ar",
        "48000",
        "-f",
        "s16le",
        "samples");
    var buffer = ByteBuffer.wrap(read("samples")).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] samples = new short[buffer.remaining()];
    buffer.get(samples);
    return samples;
  }

  /** One line a stream, of what ffprobe says. */
  String probe(String name, String streams, String entries) {
    return Tools.ffprobe(
            directory,
            "-count_packets",
            "-select_streams",
            streams,
            "-show_entries",
            entries,
            "-of",
            "default=nw=1:nk=1",
            name)
        .strip();
  }

  double seconds(String name, String stream) {
    return Double.parseDouble(probe(name, stream, "stream=duration"));
  }

  double start(String name, String stream) {
    return Double.parseDouble(probe(name, stream, "stream=start_time"));
  }

  String rotation(String name) {
    return Tools.exiftool(directory, "-s3", "-Rotation", name).strip();
  }

  /** Nothing but what the streams themselves are. */
  void assertSaysNothing(String name) throws IOException {
    assertNoCanary(read(name));
    var said =
        Tools.exiftool(directory, "-a", "-u", "-s", "-G1", name)
            .lines()
            .filter(line -> !line.matches("\\[(ExifTool|System|File)].*"))
            .toList();
    assertThat(OWN)
        .containsAll(
            said.stream()
                .map(line -> line.replaceFirst("^\\[[^]]*]\\s*", "").split("[ :]")[0])
                .toList());
    assertThat(said.stream().filter(line -> line.contains("Date")))
        .allMatch(line -> line.endsWith("0000:00:00 00:00:00"));
    assertThat(said.stream().filter(line -> line.contains("Language")))
        .allMatch(line -> line.endsWith("und"));
  }

  static boolean hasCanary(byte[] bytes) {
    String text = text(bytes);
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      for (String canary : List.of("Canary4711", "金丝雀", "+31.2304")) {
        if (text.contains(text(canary.getBytes(charset)))) {
          return true;
        }
      }
    }
    return false;
  }

  static void assertNoCanary(byte[] bytes) {
    assertThat(hasCanary(bytes)).isFalse();
    assertThat(text(bytes)).doesNotContain("Lavc", "Lavf", "x264 - core", "x265 (build", "LAME");
  }

  /** Bytes as characters, whatever their alignment. */
  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
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
    int box = text(film).indexOf(type) - 4;
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
        String type = text(Arrays.copyOfRange(film.array(), at + 4, at + 8));
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
