package org.anxinbao.storage.clean.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** MPEG-4 part 2: units behind start codes (ISO/IEC 14496-2, 6.2), without those of user data. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mpeg4(byte[] configuration) implements CodedPictures {
  private static final int USER_DATA = 0xb2;

  @Override
  public byte[] frame(byte[] coded) throws IOException {
    byte[] kept = withoutUserData(coded);
    if (kept.length == 0) {
      throw new IOException("frame");
    }
    return kept;
  }

  static byte[] withoutUserData(byte[] units) {
    var out = new ByteArrayOutputStream(units.length);
    int at = startCode(units, 0);
    while (at < units.length) {
      int next = startCode(units, at + 3);
      if ((units[at + 3] & 0xff) != USER_DATA) {
        out.write(units, at, next - at);
      }
      at = next;
    }
    return out.toByteArray();
  }

  /** Where the next start code begins, with its fourth byte; or the end. */
  private static int startCode(byte[] units, int from) {
    for (int i = from; i + 3 < units.length; i++) {
      if (units[i] == 0 && units[i + 1] == 0 && units[i + 2] == 1) {
        return i;
      }
    }
    return units.length;
  }
}
