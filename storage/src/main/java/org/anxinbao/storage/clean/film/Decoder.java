package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one stream, on this thread. */
final class Decoder implements AutoCloseable {
  private static final long MOST_PIXELS = 8192L * 4352;

  private final Cleanup cleanup = new Cleanup();
  private final AVCodecContext context;
  private final AVFrame frame;

  Decoder(AVStream stream) throws IOException {
    try {
      var codec = check(avcodec.avcodec_find_decoder(stream.codecpar().codec_id()));
      context = check(avcodec.avcodec_alloc_context3(codec));
      cleanup.own(context, avcodec::avcodec_free_context);
      frame = cleanup.own(check(avutil.av_frame_alloc()), avutil::av_frame_free);
      check(avcodec.avcodec_parameters_to_context(context, stream.codecpar()));
      context.pkt_timebase(stream.time_base()).thread_count(1).max_pixels(MOST_PIXELS);
      check(
          avcodec.avcodec_open2(
              context,
              codec,
              Native.options(Map.of("codec_whitelist", MemoryInput.DECODERS), cleanup)));
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  /** Whether there is a decoder for the stream that can be opened. */
  static boolean knows(AVStream stream) {
    try (var decoder = new Decoder(stream)) {
      return !decoder.context.isNull();
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes a packet, or nothing at the end; false if it is broken. */
  boolean take(@Nullable AVPacket packet) throws IOException {
    int answer = avcodec.avcodec_send_packet(context, packet);
    if (answer == avutil.AVERROR_ENOMEM()) {
      throw new IOException("memory");
    }
    return answer >= 0;
  }

  /** The next frame, good until the next call; null when more packets are needed. */
  @Nullable AVFrame next() throws IOException {
    int answer = avcodec.avcodec_receive_frame(context, frame);
    if (answer == avutil.AVERROR_ENOMEM()) {
      throw new IOException("memory");
    }
    return answer < 0 ? null : frame;
  }

  void restart() {
    avcodec.avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
