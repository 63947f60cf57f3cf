package org.anxinbao.storage;

import java.io.InputStream;
import java.util.Arrays;

/** Zeros without end. */
final class Zeros extends InputStream {
  @Override
  public int read() {
    return 0;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    Arrays.fill(to, offset, offset + length, (byte) 0);
    return length;
  }
}
