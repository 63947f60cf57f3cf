package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A file in memory, opened by the one demuxer that its media type names. It reaches nothing else:
 * no other file, no address, no nested format, and no decoder that is not needed here.
 *
 * <pre>{@code
 * try (var input = MemoryInput.open(file, "image/heic")) {
 *   AVStream stream = input.streams().getFirst();
 *   while (input.read(packet)) { … }
 * }
 * }</pre>
 *
 * <p>Streams are as the file's header describes them; nothing has been decoded to learn more
 * ({@code avformat_find_stream_info} on {@link #context()} would). All of it dies with {@link
 * #close()}.
 */
public final class MemoryInput implements AutoCloseable {
  /** Names of FFmpeg's decoders that a file may ask for. */
  static final String DECODERS =
      "h264,hevc,libaom-av1,mpeg4,h263,mjpeg,aac,mp3float,mp3,amrnb,amrwb,vorbis,opus,flac,alac,"
          + "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
          + "pcm_f32le,pcm_f32be,pcm_f64le,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav";

  private static final String NOTHING = "-"; // an empty list would allow everything

  private final Cleanup cleanup = new Cleanup();
  private final AVFormatContext context;

  private MemoryInput(byte[] file, int length, String demuxer) throws IOException {
    try {
      AVIOContext io = new MemorySource(file, length).io(cleanup);
      context = check(avformat.avformat_alloc_context());
      cleanup.own(context, avformat::avformat_close_input);
      context.pb(io);
      check(
          avformat.avformat_open_input(
              context,
              (String) null,
              check(avformat.av_find_input_format(demuxer)),
              Native.options(
                  Map.of(
                      "protocol_whitelist", NOTHING,
                      "format_whitelist", demuxer,
                      "codec_whitelist", DECODERS,
                      "max_streams", "64",
                      "probesize", "1048576",
                      "formatprobesize", "1048576",
                      "max_probe_packets", "500",
                      "analyzeduration", "2000000"),
                  cleanup)));
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  /**
   * @param mediaType one of a film, of sound, or {@code image/heic}, {@code image/heif}, {@code
   *     image/avif}
   * @throws IOException if it is not such a file
   */
  public static MemoryInput open(byte[] file, String mediaType) throws IOException {
    return open(file, file.length, mediaType);
  }

  /** Only the file's first bytes. */
  static MemoryInput open(byte[] file, int length, String mediaType) throws IOException {
    Native.load();
    return new MemoryInput(file, length, demuxer(mediaType));
  }

  private static String demuxer(String mediaType) throws IOException {
    return switch (mediaType) {
      case "video/mp4",
          "video/quicktime",
          "video/3gpp",
          "video/3gpp2",
          "video/x-m4v",
          "audio/mp4",
          "image/heic",
          "image/heif",
          "image/avif" ->
          "mov"; // its options enable_drefs and use_absolute_path are off by default
      case "audio/mpeg" -> "mp3";
      case "audio/aac" -> "aac";
      case "audio/amr" -> "amr";
      case "audio/wav" -> "wav";
      case "audio/ogg" -> "ogg";
      default -> throw new IOException("media type");
    };
  }

  public AVFormatContext context() {
    return context;
  }

  public List<AVStream> streams() {
    return IntStream.range(0, context.nb_streams()).mapToObj(context::streams).toList();
  }

  /** Lets only these streams' packets come. */
  void keepOnly(int... wanted) {
    for (AVStream stream : streams()) {
      if (IntStream.of(wanted).noneMatch(index -> index == stream.index())) {
        stream.discard(avcodec.AVDISCARD_ALL);
      }
    }
  }

  /**
   * Reads the next packet into this one, which its owner unreferences.
   *
   * @return false at the end
   */
  public boolean read(AVPacket packet) throws IOException {
    int answer = avformat.av_read_frame(context, packet);
    if (answer == avutil.AVERROR_EOF()) {
      return false;
    }
    check(answer);
    if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
      throw new IOException("cut short");
    }
    return true;
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
