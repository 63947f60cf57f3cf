package org.anxinbao.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.anxinbao.storage.clean.Photograph;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a welcome file one that shows the same and carries no trace of its maker. A step of its
 * own: bytes in, bytes and findings out, no key in sight. Blocking and costly: never on an event
 * loop.
 */
public final class Cleaner {
  /** Media types that are taken in. A file's type is what its content says, nothing else. */
  public static final List<String> WELCOME = Photograph.TYPES;

  /** Most bytes of a file: 20 MB. */
  public static final long MOST_BYTES = 20 << 20;

  private static final int MEGABYTE = 1 << 20;

  private final Tika types = new Tika(MimeTypes.getDefaultMimeTypes());

  /** Half the heap, in megabytes, for decoded pictures. Fair: a large one gets its turn. */
  private final int budget = (int) (Runtime.getRuntime().maxMemory() / 2 / MEGABYTE);

  private final Semaphore memory = new Semaphore(budget, true);

  /**
   * Reads all of {@code in}, writes the clean file to {@code out}; closes neither.
   *
   * @throws UnsupportedMedia for content that is not {@link #WELCOME}
   * @throws TooLarge above {@link #MOST_BYTES}
   * @throws CannotBeCleaned for what is damaged, hostile or above 50 million pixels
   * @throws IOException if {@code in} cannot be read or {@code out} not be written
   */
  Cleaned clean(InputStream in, OutputStream out) throws IOException, InterruptedException {
    byte[] file = in.readNBytes((int) MOST_BYTES + 1);
    if (file.length > MOST_BYTES) {
      throw new TooLarge();
    }
    String type = types.detect(file);
    if (!WELCOME.contains(type)) {
      throw new UnsupportedMedia();
    }
    Photograph photograph = read(type, file);
    int cost = (int) Math.min(budget, 1 + photograph.memory() / MEGABYTE);
    memory.acquire(cost);
    try {
      return write(photograph, new Target(out));
    } finally {
      memory.release(cost);
    }
  }

  private static Photograph read(String type, byte[] file) {
    try {
      return Photograph.read(type, file);
    } catch (IOException | RuntimeException broken) {
      throw new CannotBeCleaned();
    }
  }

  /** A picture too big for the heap in spite of the budget is refused; the next one may fit. */
  private static Cleaned write(Photograph photograph, Target target) throws IOException {
    try {
      String type = photograph.write(target);
      return new Cleaned(type, target.bytes, photograph.found());
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError broken) {
      if (target.failure != null) {
        throw target.failure;
      }
      throw new CannotBeCleaned();
    }
  }

  /** Counts, and tells a full disk from a broken picture. */
  private static final class Target extends FilterOutputStream {
    long bytes;
    @Nullable IOException failure;

    Target(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      try {
        out.write(from, offset, length);
        bytes += length;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
