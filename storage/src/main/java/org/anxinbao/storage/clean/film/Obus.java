package org.anxinbao.storage.clean.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * AV1: open bitstream units (AV1 Bitstream and Decoding Process Specification, 5.3), and av1C (AV1
 * Codec ISO Media File Format Binding, 2.3). Metadata, padding and what is reserved is left out.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Obus(byte[] configuration) implements CodedPictures {
  private static final int HEAD = 4;
  private static final int SEQUENCE_HEADER = 1;

  static CodedPictures of(byte[] record) throws IOException {
    if (record.length < HEAD || (record[0] & 0xff) != 0x81) {
      throw new IOException("configuration");
    }
    var out = new ByteArrayOutputStream();
    out.write(record, 0, HEAD);
    var units = ByteBuffer.wrap(record, HEAD, record.length - HEAD);
    copy(units, out, type -> type == SEQUENCE_HEADER);
    return new Obus(out.toByteArray());
  }

  @Override
  public byte[] frame(byte[] coded) throws IOException {
    var out = new ByteArrayOutputStream(coded.length);
    copy(ByteBuffer.wrap(coded), out, Obus::isPicture);
    if (out.size() == 0) {
      throw new IOException("frame");
    }
    return out.toByteArray();
  }

  /** Sequence, frame and tile group headers, and frames. */
  private static boolean isPicture(int type) {
    return type == SEQUENCE_HEADER || type == 3 || type == 4 || type == 6 || type == 7;
  }

  private static void copy(ByteBuffer in, ByteArrayOutputStream out, IntPredicate wanted)
      throws IOException {
    try {
      while (in.hasRemaining()) {
        int begin = in.position();
        int head = in.get();
        if ((head & 0x80) != 0) {
          throw new IOException("unit");
        }
        if ((head & 4) != 0) {
          in.get(); // layers
        }
        long length = (head & 2) != 0 ? leb128(in) : in.remaining();
        if (length > in.remaining()) {
          throw new IOException("unit");
        }
        in.position(in.position() + (int) length);
        if (wanted.test(head >> 3 & 15)) {
          out.write(in.array(), begin, in.position() - begin);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("unit", e);
    }
  }

  private static long leb128(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int next = in.get();
      value |= (long) (next & 0x7f) << 7 * i;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
