package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.film.Boxes.Box;

/** What a film's boxes tell beside its pictures and its sound. */
final class Notes {
  /** {@code BE7ACFCB-97A9-42E8-9C71-999491E3AFAC} (XMP Specification, part 3, 1.2.7.1). */
  private static final String XMP = "\u00be\u007a\u00cf\u00cb\u0097\u00a9\u0042\u00e8";

  private static final int SELF_CONTAINED = 1;

  private static final class Track {
    int id;
    String handler = "";
  }

  private final byte[] file;
  private final ByteBuffer buffer;
  private final Set<Finding> found = EnumSet.noneOf(Finding.class);
  private final List<Track> tracks = new ArrayList<>();
  private final Set<Integer> chapters = new HashSet<>();

  Notes(byte[] file) {
    this.file = file;
    buffer = ByteBuffer.wrap(file);
  }

  void found(Finding finding) {
    found.add(finding);
  }

  Set<Finding> found() {
    boolean hasPicture = false;
    boolean hasSound = false;
    for (Track track : tracks) {
      switch (track.handler) {
        case "vide" -> {
          note(Finding.TRACKS, hasPicture);
          hasPicture = true;
        }
        case "soun" -> {
          note(Finding.TRACKS, hasSound);
          hasSound = true;
        }
        case "text", "sbtl", "subt", "clcp" ->
            found.add(chapters.contains(track.id) ? Finding.CHAPTERS : Finding.SUBTITLES);
        default -> found.add(Finding.TRACKS);
      }
    }
    return found;
  }

  void see(Box box) throws IOException {
    switch (box.type()) {
      case "mvhd" -> times(box);
      case "trak" -> tracks.add(new Track());
      case "tkhd" -> {
        times(box);
        if (box.length() >= 24 && !tracks.isEmpty()) {
          tracks.getLast().id = buffer.getInt(box.from() + (isLong(box) ? 20 : 12));
        }
      }
      case "mdhd" -> times(box);
      case "hdlr" -> {
        if (box.length() >= 12 && !tracks.isEmpty() && tracks.getLast().handler.isEmpty()) {
          tracks.getLast().handler = text(box.from() + 8);
        }
      }
      case "chap" -> {
        for (int at = box.from(); at + 4 <= box.to(); at += 4) {
          chapters.add(buffer.getInt(at));
        }
      }
      case "dref" -> references(box);
      case "udta" -> children(box.from(), box.to());
      case "meta" -> meta(box);
      case "uuid" -> {
        boolean isXmp =
            box.length() >= 16 && new String(file, box.from(), 8, ISO_8859_1).equals(XMP);
        found.add(isXmp ? Finding.XMP : Finding.OTHER);
      }
      case "free", "skip", "wide" -> note(Finding.OTHER, hasContent(box));
      default -> {}
    }
  }

  private void note(Finding finding, boolean isThere) {
    if (isThere) {
      found.add(finding);
    }
  }

  /** Creation and modification, in seconds since 1904. */
  private void times(Box box) {
    int length = isLong(box) ? 16 : 8;
    note(
        Finding.TIME,
        box.length() >= 4 + length
            && hasContent(new Box(box.type(), box.from() + 4, box.from() + 4 + length)));
  }

  private boolean isLong(Box box) {
    return box.length() > 0 && file[box.from()] == 1;
  }

  private boolean hasContent(Box box) {
    for (int i = box.from(); i < box.to(); i++) {
      if (file[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** All of a film has to be in the file itself. */
  private void references(Box box) throws IOException {
    int at = box.from() + 8;
    while (at + 12 <= box.to()) {
      int size = buffer.getInt(at);
      if (size < 12 || size > box.to() - at || (file[at + 11] & SELF_CONTAINED) == 0) {
        throw new IOException("reference");
      }
      at += size;
    }
  }

  /** Items of user data, or of a list of tags, as far as they can be told apart. */
  private void children(int from, int to) {
    int at = from;
    while (at + 8 <= to) {
      int size = buffer.getInt(at);
      String type = text(at + 4);
      if (size < 8 || size > to - at) {
        note(Finding.TAGS, size != 0);
        return;
      }
      if (type.equals("meta")) {
        meta(new Box(type, at + 8, at + size));
      } else {
        found.add(Tags.ofItem(type));
      }
      at += size;
    }
  }

  /** QuickTime's has no version in front of its boxes. */
  private void meta(Box box) {
    int at = box.length() >= 8 && text(box.from() + 4).equals("hdlr") ? box.from() : box.from() + 4;
    while (at + 8 <= box.to()) {
      int size = buffer.getInt(at);
      if (size < 8 || size > box.to() - at) {
        break;
      }
      switch (text(at + 4)) {
        case "keys" -> keys(at + 16, at + size);
        case "ilst" -> items(at + 8, at + size);
        case "hdlr", "free" -> {}
        default -> found.add(Finding.TAGS);
      }
      at += size;
    }
  }

  private void keys(int from, int to) {
    int at = from;
    while (at + 8 <= to) {
      int size = buffer.getInt(at);
      if (size < 8 || size > to - at) {
        return;
      }
      found.add(Tags.ofKey(new String(file, at + 8, size - 8, ISO_8859_1)));
      at += size;
    }
  }

  /** Those that go by a number have their names among the keys. */
  private void items(int from, int to) {
    int at = from;
    while (at + 8 <= to) {
      int size = buffer.getInt(at);
      if (size < 8 || size > to - at) {
        return;
      }
      if (file[at + 4] != 0) {
        found.add(Tags.ofItem(text(at + 4)));
      }
      at += size;
    }
  }

  private String text(int at) {
    return new String(file, at, 4, ISO_8859_1);
  }
}
