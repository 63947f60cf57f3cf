package org.anxinbao.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.anxinbao.storage.clean.Kind;
import org.anxinbao.storage.clean.photo.Photograph;
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
  public static final List<String> WELCOME = Kind.PHOTOGRAPH.mediaTypes();

  /** Most bytes of a file: 20 MB. */
  public static final long MOST_BYTES = 20 << 20;

  private final Tika types = new Tika(MimeTypes.getDefaultMimeTypes());

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
    Target target = new Target(out);
    try {
      var product = Photograph.clean(type, file, target);
      return new Cleaned(product.mediaType(), target.bytes, product.removed());
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
