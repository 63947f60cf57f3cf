package org.anxinbao.storage.clean.photo;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Decodes single pictures with FFmpeg's decoders, one thread, and nothing else of FFmpeg: the
 * file's structure is read by {@link Heif}, so that no demuxer sees foreign bytes.
 */
final class StillDecoder implements AutoCloseable {
  /** A coded size is rounded up to whole blocks. */
  private static final int BLOCK = 128;

  /** Rows of blue, green, red; valid until the next picture is decoded. */
  record Pixmap(ByteBuffer pixels, int stride) {}

  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame coded = av_frame_alloc();
  private final AVFrame shown = av_frame_alloc();
  private final SwsContext scaler = sws_alloc_context();
  private final Colours colours;
  private final Coding coding;
  private final int width;
  private final int height;

  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  /**
   * @param configuration the body of the property that the coding needs
   */
  StillDecoder(Coding coding, byte[] configuration, int width, int height, Colours colours)
      throws IOException {
    this.coding = coding;
    this.width = width;
    this.height = height;
    this.colours = colours;
    AVCodec decoder = avcodec_find_decoder_by_name(coding.decoder());
    context = avcodec_alloc_context3(decoder);
    context.thread_count(1);
    context.max_pixels((long) (width + BLOCK) * (height + BLOCK));
    context.err_recognition(AV_EF_EXPLODE);
    Pointer extra = av_mallocz(configuration.length + AV_INPUT_BUFFER_PADDING_SIZE);
    context.extradata(new BytePointer(extra).put(configuration));
    context.extradata_size(configuration.length);
    scaler.threads(1);
    scaler.flags(SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT);
    if (avcodec_open2(context, decoder, (AVDictionary) null) < 0) {
      close();
      throw new IOException("configuration");
    }
  }

  Pixmap decode(byte[] picture) throws IOException {
    if (coding == Coding.AV1) {
      Av1.check(picture, width, height);
    }
    avcodec_flush_buffers(context);
    check(av_new_packet(packet, picture.length));
    packet.data().put(picture);
    packet.flags(AV_PKT_FLAG_KEY);
    int sent = avcodec_send_packet(context, packet);
    av_packet_unref(packet);
    check(sent);
    check(avcodec_send_packet(context, null));
    check(avcodec_receive_frame(context, coded));
    if (coded.width() != width || coded.height() != height) {
      throw new IOException("dimensions");
    }
    return convert();
  }

  private Pixmap convert() throws IOException {
    if (colours.matrix() != AVCOL_SPC_UNSPECIFIED) {
      coded.colorspace(colours.matrix());
      coded.color_range(colours.full() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    }
    if (shown.width() == 0) {
      shown.format(AV_PIX_FMT_BGR24);
      shown.width(width);
      shown.height(height);
      check(av_frame_get_buffer(shown, 0));
    }
    boolean foreign = colours.foreign();
    coded.color_primaries(foreign ? colours.primaries() : AVCOL_PRI_UNSPECIFIED);
    coded.color_trc(foreign ? colours.transfer() : AVCOL_TRC_UNSPECIFIED);
    shown.color_primaries(foreign ? AVCOL_PRI_BT709 : AVCOL_PRI_UNSPECIFIED);
    shown.color_trc(foreign ? AVCOL_TRC_IEC61966_2_1 : AVCOL_TRC_UNSPECIFIED);
    check(sws_scale_frame(scaler, shown, coded));
    av_frame_unref(coded);
    int stride = shown.linesize(0);
    return new Pixmap(shown.data(0).capacity((long) stride * height).asByteBuffer(), stride);
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("decoder");
    }
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_packet_free(packet);
    av_frame_free(coded);
    av_frame_free(shown);
    sws_free_context(scaler);
  }
}
