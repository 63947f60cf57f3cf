package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's view of an array. What it calls must not throw: a C frame cannot be unwound. */
final class MemorySource {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final byte[] file;
  private final int length;
  private int at;

  MemorySource(byte[] file, int length) {
    this.file = file;
    this.length = length;
  }

  AVIOContext io(Cleanup cleanup) throws IOException {
    var read = cleanup.own(reading(), Pointer::close);
    var seek = cleanup.own(seeking(), Pointer::close);
    var buffer = new BytePointer(check(avutil.av_malloc(BUFFER_BYTES)));
    AVIOContext io =
        avformat.avio_alloc_context(
            buffer, BUFFER_BYTES, 0, null, read, (Write_packet_Pointer_BytePointer_int) null, seek);
    return cleanup.own(check(io), MemorySource::free);
  }

  /** The buffer may be another by now than the one it was made with. */
  static void free(AVIOContext io) {
    avutil.av_free(io.buffer());
    avformat.avio_context_free(io);
  }

  private Read_packet_Pointer_BytePointer_int reading() {
    return new Read_packet_Pointer_BytePointer_int() {
      @Override
      public int call(Pointer opaque, BytePointer to, int most) {
        int count = Math.min(most, length - at);
        if (count <= 0) {
          return avutil.AVERROR_EOF();
        }
        to.put(file, at, count);
        at += count;
        return count;
      }
    };
  }

  private Seek_Pointer_long_int seeking() {
    return new Seek_Pointer_long_int() {
      @Override
      public long call(Pointer opaque, long offset, int whence) {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
          return length;
        }
        long to =
            switch (whence & ~avformat.AVSEEK_FORCE) {
              case SEEK_SET -> offset;
              case SEEK_CUR -> at + offset;
              case SEEK_END -> length + offset;
              default -> -1;
            };
        if (to < 0 || to > length) {
          return avutil.AVERROR_EINVAL();
        }
        at = (int) to;
        return to;
      }
    };
  }
}
