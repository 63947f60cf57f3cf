package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import org.anxinbao.storage.clean.Pictures;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.jspecify.annotations.Nullable;

/**
 * A film's first picture, small and upright.
 *
 * @param width of the film's pictures as they are coded, like {@code height}
 */
record Poster(BufferedImage picture, int width, int height) {
  private static final int MOST_TRIES = 8;

  /** Of a stream from which nothing was read yet. */
  static Poster of(MemoryInput input, AVStream stream) throws IOException {
    input.keepOnly(stream.index());
    try (var cleanup = new Cleanup();
        var decoder = new Decoder(stream)) {
      var packet = cleanup.own(check(avcodec.av_packet_alloc()), avcodec::av_packet_free);
      int tries = 0;
      while (tries < MOST_TRIES && input.read(packet)) {
        boolean isKey = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        if (isKey) {
          tries++;
          @Nullable AVFrame frame =
              decoder.take(packet) && decoder.take(null) ? decoder.next() : null;
          if (frame != null && isWhole(frame)) {
            var upright = Turn.of(stream.codecpar()).upright(small(frame, cleanup));
            return new Poster(upright, frame.width(), frame.height());
          }
          decoder.restart();
        }
        avcodec.av_packet_unref(packet);
      }
    }
    throw new IOException("picture");
  }

  private static boolean isWhole(AVFrame frame) {
    return frame.decode_error_flags() == 0 && (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0;
  }

  private static BufferedImage small(AVFrame frame, Cleanup cleanup) throws IOException {
    double aspect = avutil.av_q2d(frame.sample_aspect_ratio());
    double wide = frame.width() * (aspect > 0.1 && aspect < 10 ? aspect : 1);
    double scale = Math.min(1, Pictures.PREVIEW / Math.max(wide, frame.height()));
    int width = Math.max(1, (int) Math.round(wide * scale));
    int height = Math.max(1, (int) Math.round(frame.height() * scale));
    var to = cleanup.own(check(avutil.av_frame_alloc()), avutil::av_frame_free);
    to.format(avutil.AV_PIX_FMT_BGR24).width(width).height(height);
    check(avutil.av_frame_get_buffer(to, 0));
    // for HDR swscale would work out a map of all colours: two seconds, for a preview
    frame.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED).color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
    var sws = cleanup.own(check(swscale.sws_alloc_context()), swscale::sws_free_context);
    check(swscale.sws_scale_frame(sws, to, frame));
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < height; y++) {
      to.data(0).position((long) y * to.linesize(0)).get(pixels, y * width * 3, width * 3);
    }
    return picture;
  }
}
