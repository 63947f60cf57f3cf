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
import java.util.List;
import java.util.Set;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Product;

/** A look at what came of a film or a recording, with tools of others. */
final class Look {
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

  Look(Path directory) {
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

  byte[] read(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }
}
