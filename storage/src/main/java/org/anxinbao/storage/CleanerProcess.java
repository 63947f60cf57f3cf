package org.anxinbao.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.worker.Worker;

/**
 * One worker, spoken to through its pipes. What it says is believed no more than the file that it
 * was given: lengths are bounded, types are known ones. Blocking.
 */
final class CleanerProcess implements AutoCloseable {
  /** What a clean file can be. */
  static final Set<String> PRODUCTS =
      Set.of("image/jpeg", "image/png", "video/mp4", "video/3gpp", "audio/mp4", "application/pdf");

  private static final long MOST_BYTES = 160L << 20;
  private static final int MOST_PREVIEW = 1 << 20;

  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;
  private int files;

  CleanerProcess(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    var path = System.getenv("PATH");
    builder.environment().clear();
    if (path != null) {
      builder.environment().put("PATH", path);
    }
    process = builder.start();
    to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), Worker.PART));
    from = new DataInputStream(new BufferedInputStream(process.getInputStream(), Worker.PART));
  }

  /** Waits until it has started; false if it has not. */
  boolean ready() {
    try {
      return from.read() == Worker.READY;
    } catch (IOException ended) {
      return false;
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Processor time that it has used up since its start. */
  Duration busy() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  int files() {
    return files;
  }

  /**
   * Writes the clean file and then its preview.
   *
   * @throws CannotBeCleaned if the worker says so, ends, or says what cannot be
   * @throws IOException if {@code file} cannot be read or {@code out} not be written
   */
  Cleaned clean(String mediaType, InputStream file, long length, OutputStream out)
      throws IOException {
    files++;
    send(mediaType, file, length);
    long bytes = 0;
    byte[] part = new byte[Worker.PART];
    for (int size = number(0, Worker.PART); size != Worker.END; size = number(0, Worker.PART)) {
      bytes += size;
      if (bytes > MOST_BYTES) {
        throw new CannotBeCleaned();
      }
      receive(part, size);
      out.write(part, 0, size);
    }
    String product = word();
    if (!PRODUCTS.contains(product)) {
      throw new CannotBeCleaned();
    }
    byte[] preview = new byte[number(0, MOST_PREVIEW)];
    receive(preview, preview.length);
    out.write(preview);
    return new Cleaned(product, bytes, preview.length, findings());
  }

  private void send(String mediaType, InputStream file, long length) throws IOException {
    byte[] part = new byte[Worker.PART];
    say(
        () -> {
          to.writeUTF(mediaType);
          to.writeLong(length);
        });
    for (int count = file.read(part); count >= 0; count = file.read(part)) {
      int size = count;
      say(() -> to.write(part, 0, size));
    }
    say(to::flush);
  }

  private Set<Finding> findings() {
    Set<Finding> removed = EnumSet.noneOf(Finding.class);
    for (int left = number(0, Finding.values().length); left > 0; left--) {
      try {
        removed.add(Finding.valueOf(word()));
      } catch (IllegalArgumentException unknown) {
        throw new CannotBeCleaned();
      }
    }
    return removed;
  }

  private interface Saying {
    void say() throws IOException;
  }

  private static void say(Saying saying) {
    try {
      saying.say();
    } catch (IOException ended) {
      throw new CannotBeCleaned();
    }
  }

  private int number(int least, int most) {
    try {
      int number = from.readInt();
      if (number < least || number > most) {
        throw new CannotBeCleaned();
      }
      return number;
    } catch (IOException ended) {
      throw new CannotBeCleaned();
    }
  }

  private String word() {
    try {
      return from.readUTF();
    } catch (IOException ended) {
      throw new CannotBeCleaned();
    }
  }

  private void receive(byte[] into, int length) {
    try {
      from.readFully(into, 0, length);
    } catch (IOException ended) {
      throw new CannotBeCleaned();
    }
  }

  /** Ends it whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
