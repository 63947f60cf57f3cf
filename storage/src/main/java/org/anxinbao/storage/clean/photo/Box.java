package org.anxinbao.storage.clean.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of the ISO base media file format (ISO/IEC 14496-12, 4.2).
 *
 * @param body a view of what it holds, which ends where the box ends
 */
record Box(String type, ByteBuffer body) {

  /** Those that fill a container from where it is to its end. */
  static List<Box> in(ByteBuffer container) throws IOException {
    var boxes = new ArrayList<Box>();
    while (container.hasRemaining()) {
      boxes.add(next(container));
    }
    return boxes;
  }

  /** Takes one box. A size of 0, "up to the end of the file", is for streams, not for pictures. */
  static Box next(ByteBuffer in) throws IOException {
    int start = in.position();
    long size = Integer.toUnsignedLong(in.getInt());
    String type = code(in);
    if (size == 1) {
      size = in.getLong();
    }
    long length = size - (in.position() - start);
    if (size <= 0 || length < 0 || length > in.remaining()) {
      throw new IOException("box");
    }
    ByteBuffer body = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return new Box(type, body);
  }

  /** Skips the version and flags of a full box and answers the version. */
  int version() {
    return body.getInt() >>> 24;
  }

  static String code(ByteBuffer in) {
    byte[] code = new byte[4];
    in.get(code);
    return new String(code, ISO_8859_1);
  }

  static int u8(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }

  static int u16(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort());
  }

  /** An unsigned number that has to be a sensible one. */
  static int u32(ByteBuffer in) throws IOException {
    int value = in.getInt();
    if (value < 0) {
      throw new IOException("number");
    }
    return value;
  }

  byte[] bytes() {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }

  static int number(ByteBuffer in, int size) throws IOException {
    return switch (size) {
      case 0 -> 0;
      case 2 -> u16(in);
      case 4 -> u32(in);
      case 8 -> {
        long value = in.getLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
          throw new IOException("number");
        }
        yield (int) value;
      }
      default -> throw new IOException("number");
    };
  }
}
