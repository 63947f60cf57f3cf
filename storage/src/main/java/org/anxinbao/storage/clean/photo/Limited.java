package org.anxinbao.storage.clean.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps what is written, up to a limit. */
final class Limited extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;
  private boolean exceeded;

  Limited(int most) {
    this.most = most;
  }

  /** Whether more was to be written. */
  boolean exceeded() {
    return exceeded;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (exceeded || length > most - kept.size()) {
      exceeded = true;
      throw new IOException("limit");
    }
    kept.write(from, offset, length);
  }

  void writeTo(OutputStream to) throws IOException {
    kept.writeTo(to);
  }
}
