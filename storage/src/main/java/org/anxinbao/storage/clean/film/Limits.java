package org.anxinbao.storage.clean.film;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** How long a recording may be. */
final class Limits {
  static final int MOST_SECONDS = 2 * 60 * 60;

  private Limits() {}

  /** Refuses a packet without a time, or out of all bounds. */
  static void check(AVPacket packet, AVRational timeBase) throws IOException {
    if (packet.pts() == avutil.AV_NOPTS_VALUE || packet.dts() == avutil.AV_NOPTS_VALUE) {
      throw new IOException("time");
    }
    double second = avutil.av_q2d(timeBase);
    if (Math.max(Math.abs(packet.pts() * second), Math.abs(packet.dts() * second)) > MOST_SECONDS) {
      throw new IOException("length");
    }
  }
}
