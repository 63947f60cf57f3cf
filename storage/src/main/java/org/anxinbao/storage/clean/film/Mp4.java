package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;

/** Writes an ISO media file that says nothing but what its tracks are. */
final class Mp4 implements AutoCloseable {
  private final Cleanup cleanup = new Cleanup();
  private final MemoryOutput output;
  private final AVFormatContext context;

  /**
   * @param format FFmpeg's name of the dialect: mp4, 3gp, ipod
   */
  Mp4(String format, long mostBytes) throws IOException {
    output = new MemoryOutput(mostBytes);
    try {
      var io = output.io(cleanup);
      context = cleanup.own(new AVFormatContext(null), avformat::avformat_free_context);
      check(avformat.avformat_alloc_output_context2(context, null, format, null));
      context.pb(io).flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    } catch (IOException | RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  /** A new stream, to be described before {@link #begin()}. */
  AVStream stream() throws IOException {
    return check(avformat.avformat_new_stream(context, null));
  }

  void begin() throws IOException {
    var options =
        Native.options(
            Map.of("empty_hdlr_name", "1", "write_tmcd", "0", "write_btrt", "0"), cleanup);
    check(avformat.avformat_write_header(context, options));
  }

  /** Takes the packet's data with it. */
  void write(AVPacket packet) throws IOException {
    check(avformat.av_interleaved_write_frame(context, packet));
  }

  void finish(OutputStream to) throws IOException {
    check(avformat.av_write_trailer(context));
    FastStart.write(output, to);
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
