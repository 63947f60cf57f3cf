package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Moving pictures, copied as they are coded, at their times. */
final class PictureTrack implements AutoCloseable {
  private static final int MOST_PIXELS_A_SIDE = 8192;
  private static final int MOST_FRAME_BYTES = 32 << 20;
  private static final int KEPT_FLAGS = avcodec.AV_PKT_FLAG_KEY | avcodec.AV_PKT_FLAG_DISCARD;

  private final Cleanup cleanup = new Cleanup();
  private final Mp4 file;
  private final AVStream from;
  private final AVStream to;
  private final CodedPictures codec;
  private final AVPacket out;
  private final int width;
  private final int height;
  private final long mostBytes;
  private long bytes;
  private int frames;

  /**
   * @param mostBytes all frames together: samples may overlap in a hostile file
   */
  PictureTrack(AVStream from, Poster poster, Mp4 file, long mostBytes) throws IOException {
    this.from = from;
    this.file = file;
    this.mostBytes = mostBytes;
    AVCodecParameters parameters = from.codecpar();
    width = parameters.width() > 0 ? parameters.width() : poster.width();
    height = parameters.height() > 0 ? parameters.height() : poster.height();
    if (Math.max(width, height) > MOST_PIXELS_A_SIDE) {
      throw new IOException("dimensions");
    }
    codec =
        CodedPictures.of(
            parameters.codec_id(), bytes(parameters.extradata(), parameters.extradata_size()));
    try {
      out = cleanup.own(check(avcodec.av_packet_alloc()), avcodec::av_packet_free);
      to = file.stream();
      describe(parameters, to.codecpar());
      to.time_base(from.time_base()).sample_aspect_ratio(aspect(from));
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  /** Only what a player needs. */
  private void describe(AVCodecParameters in, AVCodecParameters out) throws IOException {
    out.codec_type(avutil.AVMEDIA_TYPE_VIDEO)
        .codec_id(in.codec_id())
        .codec_tag(tag(in))
        .format(in.format())
        .width(width)
        .height(height)
        .sample_aspect_ratio(aspect(from))
        .color_range(in.color_range())
        .color_primaries(in.color_primaries())
        .color_trc(in.color_trc())
        .color_space(in.color_space())
        .chroma_location(in.chroma_location())
        .video_delay(in.video_delay());
    byte[] configuration = codec.configuration();
    if (configuration.length > 0) {
      var copy =
          new BytePointer(
              check(
                  avutil.av_mallocz(
                      (long) configuration.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE)));
      copy.put(configuration, 0, configuration.length);
      out.extradata(copy).extradata_size(configuration.length);
    }
    Turn turn = Turn.of(in);
    if (!turn.isNone()) {
      try (var count = new IntPointer(1).put(out.nb_coded_side_data())) {
        var list = new AVPacketSideData((Pointer) null); // none yet
        var data =
            check(
                avcodec.av_packet_side_data_new(
                    list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, Turn.BYTES, 0));
        new IntPointer(data.data()).put(turn.matrix(width, height), 0, 9);
        out.coded_side_data(list).nb_coded_side_data(count.get());
      }
    }
  }

  /** As the sample description says it; else as the track's dimensions do. */
  private static AVRational aspect(AVStream stream) {
    AVRational described = stream.codecpar().sample_aspect_ratio();
    return described.num() > 0 ? described : stream.sample_aspect_ratio();
  }

  /** Apple's players want hvc1; parameter sets inside of frames need hev1. */
  private static int tag(AVCodecParameters in) {
    int hvc1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;
    return in.codec_id() == avcodec.AV_CODEC_ID_HEVC && in.codec_tag() == hvc1 ? hvc1 : 0;
  }

  void take(AVPacket packet) throws IOException {
    bytes += packet.size();
    if (packet.size() < 1 || packet.size() > MOST_FRAME_BYTES || bytes > mostBytes) {
      throw new IOException("frame");
    }
    if (avcodec.av_packet_get_side_data(
            packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, (SizeTPointer) null)
        != null) {
      throw new IOException("configuration");
    }
    Limits.check(packet, from.time_base());
    byte[] frame = codec.frame(bytes(packet.data(), packet.size()));
    check(avcodec.av_new_packet(out, frame.length));
    out.data().put(frame, 0, frame.length);
    out.pts(packet.pts())
        .dts(packet.dts())
        .duration(packet.duration())
        .flags(packet.flags() & KEPT_FLAGS)
        .stream_index(to.index());
    avcodec.av_packet_rescale_ts(out, from.time_base(), to.time_base());
    file.write(out);
    frames++;
  }

  /** Every frame of the file's index must have come. */
  void finish() throws IOException {
    if (frames == 0 || frames != avformat.avformat_index_get_entries_count(from)) {
      throw new IOException("frames");
    }
  }

  private static byte[] bytes(BytePointer pointer, int size) {
    byte[] bytes = new byte[size];
    if (size > 0) {
      pointer.get(bytes, 0, size);
    }
    return bytes;
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
