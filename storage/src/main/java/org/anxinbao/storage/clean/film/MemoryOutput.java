package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file in memory that FFmpeg writes; it grows by pieces, so that it never needs twice its size.
 */
final class MemoryOutput {
  private static final int PIECE = 1 << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<byte[]> pieces = new ArrayList<>();
  private final long most;
  private long at;
  private long length;

  /**
   * @param most as many bytes are taken
   */
  MemoryOutput(long most) {
    this.most = most;
  }

  AVIOContext io(Cleanup cleanup) throws IOException {
    var write = cleanup.own(writing(), Pointer::close);
    var seek = cleanup.own(seeking(), Pointer::close);
    var buffer = new BytePointer(check(avutil.av_malloc(BUFFER_BYTES)));
    var io =
        avformat.avio_alloc_context(
            buffer, BUFFER_BYTES, 1, null, (Read_packet_Pointer_BytePointer_int) null, write, seek);
    return cleanup.own(check(io), MemorySource::free);
  }

  long length() {
    return length;
  }

  byte[] read(long from, int count) throws IOException {
    if (from < 0 || count < 0 || from + count > length) {
      throw new IOException("end");
    }
    byte[] bytes = new byte[count];
    for (int done = 0; done < count; ) {
      int offset = (int) ((from + done) % PIECE);
      int some = Math.min(count - done, PIECE - offset);
      System.arraycopy(pieces.get((int) ((from + done) / PIECE)), offset, bytes, done, some);
      done += some;
    }
    return bytes;
  }

  void copy(long from, long count, OutputStream to) throws IOException {
    for (long done = 0; done < count; ) {
      int offset = (int) ((from + done) % PIECE);
      int some = (int) Math.min(count - done, PIECE - offset);
      to.write(pieces.get((int) ((from + done) / PIECE)), offset, some);
      done += some;
    }
  }

  /** No error may leave a callback: a C frame cannot be unwound. */
  private boolean hasRoom(long bytes) {
    try {
      while ((long) pieces.size() * PIECE < bytes) {
        pieces.add(new byte[PIECE]);
      }
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private Write_packet_Pointer_BytePointer_int writing() {
    return new Write_packet_Pointer_BytePointer_int() {
      @Override
      public int call(Pointer opaque, BytePointer from, int count) {
        if (at + count > most || !hasRoom(at + count)) {
          return avutil.AVERROR_ENOSPC();
        }
        for (int done = 0; done < count; ) {
          int offset = (int) (at % PIECE);
          int some = Math.min(count - done, PIECE - offset);
          from.position(done).get(pieces.get((int) (at / PIECE)), offset, some);
          done += some;
          at += some;
        }
        length = Math.max(length, at);
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
        if (offset < 0 || offset > length || whence != 0) {
          return avutil.AVERROR_EINVAL();
        }
        at = offset;
        return at;
      }
    };
  }
}
