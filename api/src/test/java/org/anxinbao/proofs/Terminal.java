package org.anxinbao.proofs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the application writes to its terminal while this is open: the log as it is kept. */
final class Terminal implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  Terminal() {
    System.setOut(new PrintStream(new Both(out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Both(err), true, StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    synchronized (written) {
      return written.toByteArray();
    }
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private final class Both extends OutputStream {
    private final PrintStream shown;

    Both(PrintStream shown) {
      this.shown = shown;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      synchronized (written) {
        written.write(bytes, from, length);
      }
      shown.write(bytes, from, length);
    }
  }
}
