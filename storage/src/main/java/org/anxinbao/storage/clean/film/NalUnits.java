package org.anxinbao.storage.clean.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Frames of H.264 and H.265 as they are in ISO BMFF: units, each behind its length (ISO/IEC
 * 14496-15). Only the wanted ones stay: no SEI, no private units.
 *
 * @param lengthBytes how many bytes a length has
 * @param wanted by a unit's first byte
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NalUnits(byte[] configuration, int lengthBytes, IntPredicate wanted)
    implements CodedPictures {
  @Override
  public byte[] frame(byte[] coded) throws IOException {
    var kept = new ByteArrayOutputStream(coded.length);
    var in = ByteBuffer.wrap(coded);
    while (in.hasRemaining()) {
      int at = in.position();
      long length = length(in);
      if (length > in.remaining()) {
        throw new IOException("unit");
      }
      if (length > 0 && wanted.test(in.get(in.position()))) {
        kept.write(coded, at, lengthBytes + (int) length);
      }
      in.position(in.position() + (int) length);
    }
    if (kept.size() == 0) {
      throw new IOException("frame");
    }
    return kept.toByteArray();
  }

  private long length(ByteBuffer in) throws IOException {
    if (in.remaining() < lengthBytes) {
      throw new IOException("unit");
    }
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << 8 | in.get() & 0xff;
    }
    return length;
  }
}
