package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Sound, decoded and encoded anew: a coded stream may name its maker where no filter looks. It
 * keeps its place in time: gaps are filled with silence, what overlaps is left out.
 */
final class SoundTrack implements AutoCloseable {
  private static final int TOLERATED_BROKEN = 50; // one packet in as many

  private record Shape(int format, int rate, int channels) {}

  private final Cleanup cleanup = new Cleanup();
  private final SoundFormat format;
  private final Decoder decoder;
  private final Encoder encoder;
  private final AVRational timeBase;
  private final AVRational sampleTime;
  private final AVFrame converted;
  private @Nullable SwrContext converter;
  private @Nullable Shape shape;
  private long packets;
  private long broken;
  private final boolean alone;
  private long since;
  private long samplesSince;

  /**
   * @param alone there are no pictures, so that it may begin at once
   */
  SoundTrack(AVStream stream, SoundFormat format, boolean alone, Mp4 file) throws IOException {
    this.format = format;
    this.alone = alone;
    try {
      timeBase = stream.time_base();
      sampleTime = cleanup.own(avutil.av_make_q(1, format.rate()), AVRational::close);
      decoder = cleanup.own(new Decoder(stream), Decoder::close);
      encoder = cleanup.own(new Encoder(format, file), Encoder::close);
      converted = cleanup.own(check(avutil.av_frame_alloc()), avutil::av_frame_free);
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  void take(AVPacket packet) throws IOException {
    packets++;
    if (!decoder.take(packet)) {
      broken++;
    }
    hear();
  }

  void finish() throws IOException {
    decoder.take(null);
    hear();
    if (shape == null || broken * TOLERATED_BROKEN > packets) {
      throw new IOException("sound");
    }
    convert(null, 0);
    encoder.finish();
  }

  private void hear() throws IOException {
    for (@Nullable AVFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
      place(frame);
      convert(frame.extended_data(), frame.nb_samples());
      samplesSince += frame.nb_samples();
    }
  }

  /** Sees to it that the frame's samples come at their time. */
  private void place(AVFrame frame) throws IOException {
    var now = new Shape(frame.format(), frame.sample_rate(), frame.ch_layout().nb_channels());
    Shape before = shape;
    long expected = before == null ? 0 : since + samplesSince * format.rate() / before.rate();
    long at = time(frame, expected);
    long gap = before == null ? 0 : at - expected;
    boolean isOff = Math.abs(gap) > format.rate() / 10;
    if (before == null) {
      encoder.begin(alone ? 0 : at);
    }
    if (isOff || !now.equals(before)) {
      since = before == null || isOff ? at : expected;
      samplesSince = 0;
    }
    if (!now.equals(before)) {
      reshape(now, frame);
    }
    if (isOff && gap > 0) {
      silence(gap);
    } else if (isOff) {
      check(swresample.swr_drop_output(check(converter), Math.toIntExact(-gap)));
    }
  }

  /** In samples of what is written. */
  private long time(AVFrame frame, long expected) throws IOException {
    long stamp = frame.best_effort_timestamp();
    if (stamp == avutil.AV_NOPTS_VALUE) {
      return expected;
    }
    long at = avutil.av_rescale_q(stamp, timeBase, sampleTime);
    if (Math.abs(at) > (long) Limits.MOST_SECONDS * format.rate()) {
      throw new IOException("length");
    }
    return at;
  }

  private void reshape(Shape now, AVFrame frame) throws IOException {
    if (converter != null) {
      convert(null, 0);
    }
    try (var to = new AVChannelLayout();
        var from = new AVChannelLayout()) {
      avutil.av_channel_layout_default(to, format.channels());
      if (frame.ch_layout().order() == avutil.AV_CHANNEL_ORDER_NATIVE) {
        check(avutil.av_channel_layout_copy(from, frame.ch_layout()));
      } else {
        avutil.av_channel_layout_default(from, now.channels());
      }
      var next = cleanup.own(new SwrContext(null), swresample::swr_free);
      check(
          swresample.swr_alloc_set_opts2(
              next,
              to,
              Encoder.SAMPLE_FORMAT,
              format.rate(),
              from,
              now.format(),
              now.rate(),
              0,
              null));
      check(swresample.swr_init(next));
      converter = next;
      shape = now;
    }
  }

  private void convert(@Nullable PointerPointer<?> samples, int count) throws IOException {
    SwrContext swr = check(converter);
    int most = check(swresample.swr_get_out_samples(swr, count));
    if (most > 0) {
      room(most);
      int got = check(swresample.swr_convert(swr, converted.extended_data(), most, samples, count));
      encoder.take(converted.extended_data(), got);
    }
  }

  private void silence(long samples) throws IOException {
    int step = format.rate();
    room(step);
    for (long rest = samples; rest > 0; rest -= step) {
      int count = (int) Math.min(rest, step);
      check(
          avutil.av_samples_set_silence(
              converted.extended_data(), 0, count, format.channels(), Encoder.SAMPLE_FORMAT));
      encoder.take(converted.extended_data(), count);
    }
  }

  private void room(int samples) throws IOException {
    if (converted.nb_samples() < samples) {
      avutil.av_frame_unref(converted);
      converted.format(Encoder.SAMPLE_FORMAT).sample_rate(format.rate()).nb_samples(samples);
      avutil.av_channel_layout_default(converted.ch_layout(), format.channels());
      check(avutil.av_frame_get_buffer(converted, 0));
    }
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
