package org.anxinbao.storage.clean.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** H.265's configuration, HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3). */
final class Hevc {
  private static final int HEAD = 22;

  private Hevc() {}

  static CodedPictures of(byte[] record) throws IOException {
    var in = ByteBuffer.wrap(record);
    try {
      if (in.get() != 1) {
        throw new IOException("configuration");
      }
      int lengthBytes = (in.get(HEAD - 1) & 3) + 1;
      int arrays = in.get(HEAD) & 0xff;
      in.position(HEAD + 1);
      var kept = new ByteArrayOutputStream();
      int count = 0;
      for (int i = 0; i < arrays; i++) {
        count += array(in, kept) ? 1 : 0;
      }
      if (count == 0) {
        throw new IOException("configuration");
      }
      var out = new ByteArrayOutputStream();
      out.write(record, 0, HEAD);
      out.write(count);
      out.writeBytes(kept.toByteArray());
      return new NalUnits(out.toByteArray(), lengthBytes, first -> isPicture(first >> 1 & 0x3f));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("configuration", e);
    }
  }

  /** Slices, parameter sets, delimiters and ends (ITU-T H.265, table 7-1). */
  private static boolean isPicture(int type) {
    return type <= 9 || type >= 16 && type <= 21 || type >= 32 && type <= 37;
  }

  /** Keeps an array of parameter sets; others are SEI, which often names the encoder. */
  private static boolean array(ByteBuffer in, ByteArrayOutputStream out) {
    int head = in.get() & 0xff;
    int type = head & 0x3f;
    int count = Short.toUnsignedInt(in.getShort());
    var units = new ByteArrayOutputStream();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      byte[] unit = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(unit);
      if (unit.length > 1 && (unit[0] >> 1 & 0x3f) == type) {
        units.write(unit.length >> 8);
        units.write(unit.length);
        units.writeBytes(unit);
        kept++;
      }
    }
    if (type < 32 || type > 34 || kept == 0) {
      return false;
    }
    out.write(head);
    out.write(kept >> 8);
    out.write(kept);
    out.writeBytes(units.toByteArray());
    return true;
  }
}
