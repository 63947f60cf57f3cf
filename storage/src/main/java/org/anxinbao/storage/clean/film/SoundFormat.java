package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * What sound is encoded as: at most stereo, at most 48 kHz.
 *
 * @param rate in Hz
 */
record SoundFormat(int rate, int channels) {
  private static final Set<Integer> RATES =
      Set.of(8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000);
  private static final int MOST_PACKETS = 500;

  /**
   * By the first frame that can be decoded; a header may say less than there is.
   *
   * @return null if the track is empty
   */
  static @Nullable SoundFormat of(MemoryInput input, AVStream stream) throws IOException {
    input.keepOnly(stream.index());
    try (var cleanup = new Cleanup();
        var decoder = new Decoder(stream)) {
      var packet = cleanup.own(check(avcodec.av_packet_alloc()), avcodec::av_packet_free);
      @Nullable AVFrame frame = null;
      int packets = 0;
      while (frame == null && packets < MOST_PACKETS && input.read(packet)) {
        packets++;
        frame = decoder.take(packet) ? decoder.next() : null;
        avcodec.av_packet_unref(packet);
      }
      if (packets == 0) {
        return null;
      }
      if (frame == null) {
        decoder.take(null);
        frame = decoder.next();
      }
      if (frame == null) {
        throw new IOException("sound");
      }
      return of(frame.sample_rate(), frame.ch_layout().nb_channels());
    }
  }

  private static SoundFormat of(int rate, int channels) {
    return new SoundFormat(RATES.contains(rate) ? rate : 48_000, Math.clamp(channels, 1, 2));
  }

  /**
   * In bits per second: speech stays clear, and the fast coder wants some more than the slow one.
   */
  int bitRate() {
    return Math.min(64_000, rate * 3) * channels;
  }
}
