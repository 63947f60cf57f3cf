package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;

/**
 * Walks the boxes of an ISO media file (ISO/IEC 14496-12, 4.2) or a QuickTime movie before anything
 * else reads it. Every box has to be inside of its parent; nesting and number are bounded.
 */
final class Boxes {
  private static final int MOST_BOXES = 50_000;
  private static final int MOST_LEVELS = 8;
  private static final int HEAD = 8;
  private static final int LARGE_HEAD = 16;

  private static final Set<String> CONTAINERS =
      Set.of(
          "moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "tref", "mvex", "moof", "traf",
          "mfra");
  private static final Set<String> AT_THE_TOP =
      Set.of(
          "ftyp", "moov", "mdat", "moof", "mfra", "styp", "sidx", "ssix", "prft", "pdin", "pnot",
          "free", "skip", "wide", "uuid", "meta", "udta", "emsg");

  /** A box's content: from here to there. */
  record Box(String type, int from, int to) {
    int length() {
      return to - from;
    }
  }

  /**
   * @param length of the boxes; what follows them is none
   */
  record Outline(int length, Set<Finding> found) {}

  private final byte[] file;
  private final Notes notes;
  private int count;
  private boolean hasIndex;
  private boolean hasContent;

  private Boxes(byte[] file) {
    this.file = file;
    notes = new Notes(file);
  }

  /** Refuses what is not whole. */
  static Outline check(byte[] file) throws IOException {
    return new Boxes(file).check();
  }

  private Outline check() throws IOException {
    int at = 0;
    while (at < file.length && !isTrailing(at)) {
      Box box = box(at, file.length);
      boolean isIndex = box.type.equals("moov");
      if (isIndex && hasIndex) {
        throw new IOException("boxes");
      }
      hasIndex |= isIndex;
      hasContent |= box.type.equals("mdat");
      if (!AT_THE_TOP.contains(box.type)) {
        notes.found(Finding.OTHER);
      }
      look(box, 1);
      at = box.to;
    }
    if (!hasIndex || !hasContent) {
      throw new IOException("boxes");
    }
    if (at < file.length) {
      notes.found(Finding.TRAILING);
    }
    return new Outline(at, notes.found());
  }

  /** Something that no box of a film begins like, behind a film that is there. */
  private boolean isTrailing(int at) {
    return hasIndex
        && hasContent
        && (file.length - at < HEAD || !AT_THE_TOP.contains(type(at)) && !fits(at));
  }

  private boolean fits(int at) {
    long size = Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(at));
    return size >= HEAD && size <= file.length - at;
  }

  private void look(Box box, int level) throws IOException {
    notes.see(box);
    if (!CONTAINERS.contains(box.type)) {
      return;
    }
    if (level == MOST_LEVELS) {
      throw new IOException("levels");
    }
    for (int at = box.from; at < box.to; ) {
      if (box.to - at < HEAD) {
        break; // QuickTime ends some lists with a zero
      }
      Box child = box(at, box.to);
      look(child, level + 1);
      at = child.to;
    }
  }

  private Box box(int at, int end) throws IOException {
    count++;
    if (count > MOST_BOXES || end - at < HEAD) {
      throw new IOException("boxes");
    }
    var buffer = ByteBuffer.wrap(file);
    long size = Integer.toUnsignedLong(buffer.getInt(at));
    int head = HEAD;
    if (size == 1 && end - at >= LARGE_HEAD) {
      size = buffer.getLong(at + HEAD);
      head = LARGE_HEAD;
    }
    if (size < head || size > end - at) {
      throw new IOException("box");
    }
    return new Box(type(at), at + head, at + (int) size);
  }

  private String type(int at) {
    return new String(file, at + 4, 4, ISO_8859_1);
  }
}
