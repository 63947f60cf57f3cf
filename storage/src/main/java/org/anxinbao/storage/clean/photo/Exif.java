package org.anxinbao.storage.clean.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;

/** Reads from EXIF (a TIFF structure, CIPA DC-008) and XMP only what has to be told or turned. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int EXIF_IFD = 0x8769;
  private static final int GPS_IFD = 0x8825;
  private static final int MOST_ENTRIES = 1_000;

  private static final Set<Integer> CAMERA =
      Set.of(
          0x010f, 0x0110, 0x0131, 0x013c, 0x927c, 0xa420, 0xa431, 0xa432, 0xa433, 0xa434, 0xa435,
          0xc614, 0xc62f);
  private static final Set<Integer> TIME =
      Set.of(0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292);
  private static final Set<Integer> COMMENT =
      Set.of(
          0x010e, 0x013b, 0x8298, 0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f, 0xa430, 0xa436,
          0xa437, 0xa438);

  private final ByteBuffer tiff;
  private final Essence.Notes notes;

  private Exif(ByteBuffer tiff, Essence.Notes notes) {
    this.tiff = tiff;
    this.notes = notes;
  }

  /** Notes what is in there. What cannot be understood is OTHER: it is taken out all the same. */
  static void read(byte[] file, int from, int length, Essence.Notes notes) {
    int skip = startsWith(file, from, length, "Exif\0\0") ? 6 : 0;
    var exif = new Exif(ByteBuffer.wrap(file, from + skip, length - skip).slice(), notes);
    try {
      exif.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
      notes.found.add(Finding.OTHER);
    }
  }

  static void readXmp(byte[] file, int from, int length, Essence.Notes notes) {
    notes.found.add(Finding.XMP);
    if (new String(file, from, length, StandardCharsets.ISO_8859_1).contains("GPSL")) {
      notes.found.add(Finding.GPS);
    }
  }

  static boolean startsWith(byte[] file, int from, int length, String ascii) {
    return length >= ascii.length()
        && new String(file, from, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
  }

  private void read() {
    switch (tiff.getShort(0)) {
      case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4d4d -> tiff.order(ByteOrder.BIG_ENDIAN);
      default -> throw new IllegalArgumentException("no TIFF header");
    }
    int first = tiff.getInt(4);
    directory(first, true);
    int next = tiff.getInt(first + 2 + 12 * entries(first));
    if (next != 0) {
      notes.found.add(Finding.THUMBNAIL);
    }
  }

  private int entries(int directory) {
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    if (entries > MOST_ENTRIES) {
      throw new IllegalArgumentException("too many entries");
    }
    return entries;
  }

  /** Only the first directory has others below it, so that a loop ends. */
  private void directory(int at, boolean root) {
    int entries = entries(at);
    for (int entry = at + 2; entries-- > 0; entry += 12) {
      int tag = Short.toUnsignedInt(tiff.getShort(entry));
      if (tag == ORIENTATION && root) {
        int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
        notes.orientation = value >= 1 && value <= 8 ? value : 1;
      } else if (tag == EXIF_IFD && root) {
        directory(tiff.getInt(entry + 8), false);
      } else {
        finding(tag).ifPresent(notes.found::add);
      }
    }
  }

  private static Optional<Finding> finding(int tag) {
    if (CAMERA.contains(tag)) {
      return Optional.of(Finding.CAMERA);
    }
    if (TIME.contains(tag)) {
      return Optional.of(Finding.TIME);
    }
    if (COMMENT.contains(tag)) {
      return Optional.of(Finding.COMMENT);
    }
    return switch (tag) {
      case GPS_IFD -> Optional.of(Finding.GPS);
      case 0x02bc -> Optional.of(Finding.XMP);
      case 0x83bb, 0x8649 -> Optional.of(Finding.IPTC);
      case 0x8773 -> Optional.of(Finding.ICC);
      default -> Optional.empty();
    };
  }
}
