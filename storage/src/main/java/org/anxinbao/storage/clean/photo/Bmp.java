package org.anxinbao.storage.clean.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.anxinbao.storage.clean.Finding;

/** Reads a Windows bitmap's headers (BITMAPFILEHEADER, BITMAPCOREHEADER to BITMAPV5HEADER). */
final class Bmp {
  private static final int HEADER = 14;
  private static final int CORE = 12;
  private static final int V4 = 108;
  private static final int V5 = 124;
  private static final int BITFIELDS = 3; // above: a JPEG or a PNG inside, with sizes of its own
  private static final int COLOUR_SPACE = HEADER + 56;
  private static final int SRGB = 0x73524742;

  private final ByteBuffer file;
  private final Essence.Notes notes = new Essence.Notes();

  private Bmp(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Essence read(byte[] file) throws IOException {
    return new Bmp(file.clone()).read();
  }

  private Essence read() throws IOException {
    int header = file.getInt(HEADER);
    if (header == CORE) {
      int width = Short.toUnsignedInt(file.getShort(18));
      int height = Short.toUnsignedInt(file.getShort(20));
      return essence(width, height, rows(width, height, file.getShort(24)));
    }
    int width = file.getInt(18);
    int height = Math.abs(file.getInt(22)); // negative: rows from top to bottom
    int compression = file.getInt(30);
    if (header < 40 || compression < 0 || compression > BITFIELDS) {
      throw new IOException("header");
    }
    if (header >= V4) {
      plain(header);
    }
    boolean packed = compression == 1 || compression == 2;
    return essence(
        width,
        height,
        packed ? Integer.toUnsignedLong(file.getInt(34)) : rows(width, height, file.getShort(28)));
  }

  /** A profile may even be the name of a file, which Java's reader would open. */
  private void plain(int header) {
    if (header >= V5 && file.getInt(HEADER + 116) != 0) {
      notes.found.add(Finding.ICC);
    }
    file.putInt(COLOUR_SPACE, SRGB);
    Arrays.fill(file.array(), COLOUR_SPACE + 4, HEADER + V4, (byte) 0);
    if (header >= V5) {
      Arrays.fill(file.array(), HEADER + V4 + 4, HEADER + V5, (byte) 0);
    }
  }

  /** Each row fills words of 32 bits. */
  private static long rows(int width, int height, int bits) {
    return ((long) width * bits + 31) / 32 * 4 * height;
  }

  private Essence essence(int width, int height, long size) throws IOException {
    long end = Integer.toUnsignedLong(file.getInt(10)) + size;
    if (end > file.limit()) {
      throw new IOException("cut short");
    }
    if (end < file.limit()) {
      notes.found.add(Finding.TRAILING);
    }
    return notes.essence(Decoding.of("image/bmp", file.array()), width, height, 1, true);
  }
}
