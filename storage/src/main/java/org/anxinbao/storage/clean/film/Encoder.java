package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Encodes samples as AAC, into a stream of a new file. Its name is not in the stream. */
final class Encoder implements AutoCloseable {
  /** How samples come. */
  static final int SAMPLE_FORMAT = avutil.AV_SAMPLE_FMT_FLTP;

  private static final int FRAME = 1024;

  private final Cleanup cleanup = new Cleanup();
  private final Mp4 file;
  private final AVStream stream;
  private final AVCodecContext context;
  private final AVRational timeBase;
  private final AVAudioFifo waiting;
  private final AVFrame frame;
  private final AVPacket packet;
  private long at;

  Encoder(SoundFormat format, Mp4 file) throws IOException {
    this.file = file;
    try {
      var codec = check(avcodec.avcodec_find_encoder_by_name("aac"));
      context = check(avcodec.avcodec_alloc_context3(codec));
      cleanup.own(context, avcodec::avcodec_free_context);
      timeBase = cleanup.own(avutil.av_make_q(1, format.rate()), AVRational::close);
      context
          .sample_fmt(SAMPLE_FORMAT)
          .sample_rate(format.rate())
          .bit_rate(format.bitRate())
          .time_base(timeBase)
          .thread_count(1)
          .flags(avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
      avutil.av_channel_layout_default(context.ch_layout(), format.channels());
      check(
          avcodec.avcodec_open2(
              context, codec, Native.options(Map.of("aac_coder", "fast"), cleanup)));
      stream = file.stream();
      check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
      stream.time_base(timeBase);
      waiting =
          cleanup.own(
              check(avutil.av_audio_fifo_alloc(SAMPLE_FORMAT, format.channels(), 4 * FRAME)),
              avutil::av_audio_fifo_free);
      packet = cleanup.own(check(avcodec.av_packet_alloc()), avcodec::av_packet_free);
      frame = cleanup.own(check(avutil.av_frame_alloc()), avutil::av_frame_free);
      frame.format(SAMPLE_FORMAT).sample_rate(format.rate()).nb_samples(FRAME);
      avutil.av_channel_layout_default(frame.ch_layout(), format.channels());
      check(avutil.av_frame_get_buffer(frame, 0));
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  /** The first sample's time, in samples. */
  void begin(long at) {
    this.at = at;
  }

  void take(PointerPointer<?> samples, int count) throws IOException {
    check(avutil.av_audio_fifo_write(waiting, samples, count));
    while (avutil.av_audio_fifo_size(waiting) >= FRAME) {
      encode(FRAME);
    }
  }

  /** Answers when the sound ends, in samples. */
  long finish() throws IOException {
    int rest = avutil.av_audio_fifo_size(waiting);
    if (rest > 0) {
      encode(rest);
    }
    write(null);
    return at;
  }

  private void encode(int samples) throws IOException {
    check(avutil.av_frame_make_writable(frame));
    frame.nb_samples(samples).pts(at);
    check(avutil.av_audio_fifo_read(waiting, frame.extended_data(), samples));
    at += samples;
    write(frame);
  }

  private void write(@Nullable AVFrame next) throws IOException {
    check(avcodec.avcodec_send_frame(context, next));
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      avcodec.av_packet_rescale_ts(packet, timeBase, stream.time_base());
      packet.stream_index(stream.index());
      file.write(packet);
    }
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
