package org.anxinbao.storage.clean.worker;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Kind;
import org.anxinbao.storage.clean.Product;
import org.anxinbao.storage.clean.Recipe;
import org.anxinbao.storage.clean.film.Film;
import org.anxinbao.storage.clean.film.Sound;
import org.anxinbao.storage.clean.paper.Document;
import org.anxinbao.storage.clean.photo.Photograph;

/**
 * Cleans one file after the other until its standard input ends.
 *
 * <p>It begins with the byte {@link #READY}. Asked with a media type (UTF), a length (long) and as
 * many bytes, it answers with parts of the clean file, each a length (int, at most {@link #PART})
 * and bytes; then {@link #END}, a media type (UTF), the length (int, 0 for none) and bytes of the
 * preview, the number (int) and names (UTF) of the findings. {@link #BROKEN} in the place of a
 * part's length means that the file cannot be cleaned; the worker ends then, as it does when it is
 * out of memory.
 */
public final class Worker {
  public static final int READY = 0x52;
  public static final int END = 0;
  public static final int BROKEN = -1;

  public static final int PART = 64 << 10;

  private Worker() {}

  public static void main(String[] arguments) throws IOException {
    var in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(OutputStream.nullOutputStream())); // libraries answer nobody
    out.write(READY);
    while (true) {
      String mediaType;
      try {
        mediaType = in.readUTF();
      } catch (EOFException over) {
        return;
      }
      byte[] file = new byte[Math.toIntExact(in.readLong())];
      in.readFully(file);
      if (!answered(mediaType, file, out)) {
        return;
      }
    }
  }

  private static boolean answered(String mediaType, byte[] file, DataOutputStream out)
      throws IOException {
    Product product;
    try (var parts = new BufferedOutputStream(new Parts(out), PART)) {
      product = recipe(mediaType).clean(mediaType, file, parts);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError broken) {
      out.writeInt(BROKEN);
      return false;
    }
    out.writeInt(END);
    out.writeUTF(product.mediaType());
    byte[] preview = product.preview();
    out.writeInt(preview == null ? 0 : preview.length);
    if (preview != null) {
      out.write(preview);
    }
    out.writeInt(product.removed().size());
    for (Finding finding : product.removed()) {
      out.writeUTF(finding.name());
    }
    out.flush();
    return true;
  }

  private static Recipe recipe(String mediaType) {
    return switch (Kind.of(mediaType).orElseThrow()) {
      case PHOTOGRAPH -> Photograph::clean;
      case FILM -> Film::clean;
      case SOUND -> Sound::clean;
      case DOCUMENT -> Document::clean;
    };
  }

  /** Each write is a part, a large one some of them. */
  private static final class Parts extends OutputStream {
    private final DataOutputStream out;

    Parts(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PART) {
        int size = Math.min(PART, length - done);
        out.writeInt(size);
        out.write(bytes, offset + done, size);
      }
    }
  }
}
