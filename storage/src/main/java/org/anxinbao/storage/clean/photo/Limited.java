package org.anxinbao.storage.clean.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps what is written, up to a limit. */
final class Limited extends OutputStream {
  /** More has been written. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;

  Limited(int most) {
    this.most = most;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > most - kept.size()) {
      throw new Exceeded();
    }
    kept.write(from, offset, length);
  }

  void writeTo(OutputStream to) throws IOException {
    kept.writeTo(to);
  }
}
