package org.anxinbao.storage.clean.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.anxinbao.storage.clean.Finding;

/**
 * Reads a TIFF's directories (TIFF 6.0) and gives the first one a copy that has only the tags of a
 * picture; whatever else the file holds is no longer referred to.
 */
final class Tiff {
  private static final int MOST_PAGES = 1_000;
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_BITS = 64; // a pixel: four samples of 16

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int SAMPLE_FORMAT = 339; // 1: whole numbers without a sign
  private static final int PROFILE = 34675;

  /** Sizes, samples, compression, strips, tiles, palette, JPEG tables, YCbCr. */
  private static final Set<Integer> PICTURE =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          266,
          273,
          SAMPLES,
          278,
          279,
          284,
          292,
          293,
          317,
          320,
          322,
          323,
          324,
          325,
          338,
          339,
          347,
          512,
          513,
          514,
          515,
          517,
          518,
          519,
          520,
          521,
          529,
          530,
          531,
          532);

  private static final Set<Integer> LOSSY = Set.of(6, 7); // both kinds of JPEG

  /** Where an entry is, its type and its count. */
  private record Entry(int at, int type, long count) {}

  private final ByteBuffer file;
  private final Essence.Notes notes = new Essence.Notes();
  private final Map<Integer, Entry> entries = new TreeMap<>();

  private Tiff(byte[] file) {
    this.file = ByteBuffer.wrap(file);
  }

  static Essence read(byte[] file) throws IOException {
    return new Tiff(file).read();
  }

  private Essence read() throws IOException {
    file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (file.getShort(2) != 42) {
      throw new IOException("version");
    }
    int first = file.getInt(4);
    entries(first);
    int width = value(WIDTH, 0);
    int height = value(HEIGHT, 0);
    int compression = value(COMPRESSION, 1);
    int bits = value(BITS, 1);
    if (value(SAMPLE_FORMAT, 1) != 1 || bits > 16 || (long) value(SAMPLES, 1) * bits > MOST_BITS) {
      throw new IOException("samples");
    }
    Exif.read(file.array(), 0, file.limit(), notes);
    notes.found.remove(Finding.THUMBNAIL); // what follows is a page
    if (pages(first) > 1) {
      notes.found.add(Finding.ANIMATION);
    }
    notes.orientation = Math.clamp(value(ORIENTATION, 1), 1, 8);
    if (entries.containsKey(PROFILE)) {
      notes.icc(profile(entries.get(PROFILE)));
    }
    return notes.essence(
        Decoding.of("image/tiff", reduced()), width, height, 1, !LOSSY.contains(compression));
  }

  private void entries(int directory) throws IOException {
    int count = Short.toUnsignedInt(file.getShort(directory));
    if (count > MOST_ENTRIES) {
      throw new IOException("entries");
    }
    for (int at = directory + 2; count > 0; count--, at += 12) {
      int tag = Short.toUnsignedInt(file.getShort(at));
      long values = Integer.toUnsignedLong(file.getInt(at + 4));
      if (values > file.limit()) {
        throw new IOException("values"); // a reader would make room for them
      }
      entries.putIfAbsent(tag, new Entry(at, file.getShort(at + 2), values));
    }
  }

  /** The first value of a tag that has whole numbers. */
  private int value(int tag, int otherwise) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return otherwise;
    }
    int size = entry.type == 3 ? 2 : 4;
    int at = entry.count * size > 4 ? file.getInt(entry.at + 8) : entry.at + 8;
    int value = size == 2 ? Short.toUnsignedInt(file.getShort(at)) : file.getInt(at);
    if (value < 0 || (entry.type != 3 && entry.type != 4)) {
      throw new IOException("number");
    }
    return value;
  }

  private int pages(int first) throws IOException {
    int pages = 0;
    for (int at = first; at != 0; pages++) {
      if (pages == MOST_PAGES) {
        throw new IOException("pages"); // too many, or a ring of them
      }
      at = file.getInt(at + 2 + 12 * Short.toUnsignedInt(file.getShort(at)));
    }
    return pages;
  }

  private byte[] profile(Entry entry) throws IOException {
    int from = file.getInt(entry.at + 8);
    if (entry.count > file.limit() || from < 0 || from > file.limit() - entry.count) {
      throw new IOException("profile");
    }
    return Arrays.copyOfRange(file.array(), from, from + (int) entry.count);
  }

  /** Offsets count from the file's beginning, so that the old bytes stay where they were. */
  private byte[] reduced() {
    List<Entry> kept = new ArrayList<>();
    entries.forEach(
        (tag, entry) -> {
          if (PICTURE.contains(tag)) {
            kept.add(entry);
          }
        });
    int at = file.limit() + (file.limit() & 1);
    byte[] bytes = Arrays.copyOf(file.array(), at + 2 + 12 * kept.size() + 4);
    ByteBuffer out = ByteBuffer.wrap(bytes).order(file.order());
    out.putInt(4, at).position(at).putShort((short) kept.size());
    kept.forEach(entry -> out.put(bytes, entry.at, 12));
    return bytes;
  }
}
