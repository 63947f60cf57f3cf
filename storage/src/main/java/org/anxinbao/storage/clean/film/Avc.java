package org.anxinbao.storage.clean.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** H.264's configuration, AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3). */
final class Avc {
  private static final int SEQUENCE = 7;
  private static final int PICTURE = 8;

  private Avc() {}

  static CodedPictures of(byte[] record) throws IOException {
    var in = ByteBuffer.wrap(record);
    try {
      if (in.get() != 1) {
        throw new IOException("configuration");
      }
      int profile = in.get(1) & 0xff;
      int lengthBytes = (in.get(4) & 3) + 1;
      var out = new ByteArrayOutputStream();
      out.write(record, 0, 5);
      in.position(5);
      parameters(in, 0x1f, SEQUENCE, out);
      parameters(in, 0xff, PICTURE, out);
      if (profile != 66 && profile != 77 && profile != 88 && in.remaining() >= 4) {
        for (int i = 0; i < 3; i++) {
          out.write(in.get()); // chroma format and bit depths
        }
        out.write(0); // no sequence parameter set extension
      }
      return new NalUnits(out.toByteArray(), lengthBytes, first -> isPicture(first & 0x1f));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("configuration", e);
    }
  }

  /** Slices, parameter sets and delimiters (ITU-T H.264, table 7-1). */
  private static boolean isPicture(int type) {
    return type >= 1 && type <= 5 || type >= 7 && type <= 9;
  }

  private static void parameters(ByteBuffer in, int mask, int type, ByteArrayOutputStream out)
      throws IOException {
    int head = in.get() & 0xff;
    int count = head & mask;
    var sets = new ByteArrayOutputStream();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      byte[] set = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(set);
      if (set.length > 0 && (set[0] & 0x1f) == type) {
        sets.write(set.length >> 8);
        sets.write(set.length);
        sets.writeBytes(set);
        kept++;
      }
    }
    if (kept == 0) {
      throw new IOException("configuration");
    }
    out.write(head & ~mask | kept);
    out.writeBytes(sets.toByteArray());
  }
}
