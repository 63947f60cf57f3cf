package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Exif.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import org.anxinbao.storage.clean.Finding;

/** Walks a JPEG's segments (ITU-T T.81 annex B), keeping tables, scans and the Adobe marker. */
final class Jpeg {
  private static final int MOST_SCANS = 100;
  private static final String ICC = "ICC_PROFILE\0";

  private final byte[] file;
  private final Essence.Notes notes = new Essence.Notes();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
  private int profileParts;
  private int width;
  private int height;
  private int components;
  private int scans;

  private Jpeg(byte[] file) {
    this.file = file;
  }

  static Essence read(byte[] file) throws IOException {
    return new Jpeg(file).read();
  }

  private Essence read() throws IOException {
    int at = 2;
    while (true) {
      while (u8(at) != 0xff || u8(at + 1) == 0xff || u8(at + 1) == 0) {
        at++; // fill bytes, and rubbish between segments
      }
      int marker = u8(at + 1);
      if (marker == 0xd9) {
        break;
      }
      if ((marker >= 0xd0 && marker <= 0xd7) || marker == 0x01) {
        at += 2;
        continue;
      }
      int length = u16(at + 2);
      if (length < 2 || at + 2 + length > file.length) {
        throw new IOException("segment");
      }
      segment(marker, at, length);
      at += 2 + length;
      if (marker == 0xda) {
        at = scan(at);
      }
    }
    if (at + 2 < file.length) {
      notes.found.add(Finding.TRAILING);
    }
    if (scans == 0) {
      throw new IOException("no scan");
    }
    return essence();
  }

  private void segment(int marker, int at, int length) throws IOException {
    int from = at + 4;
    int size = length - 2;
    switch (marker) {
      case 0xe0 -> jfif(from, size);
      case 0xe1 -> {
        if (startsWith(file, from, size, "Exif\0")) {
          Exif.read(file, from, size, notes);
        } else if (startsWith(file, from, size, "http://ns.adobe.com/x")) {
          Exif.readXmp(file, from, size, notes);
        } else {
          notes.found.add(Finding.OTHER);
        }
      }
      case 0xe2 -> {
        if (startsWith(file, from, size, ICC) && size > 14) {
          notes.icc(null);
          profile.put(u8(from + 12), Arrays.copyOfRange(file, at, at + 2 + length));
          profileParts = u8(from + 13);
        } else {
          notes.found.add(Finding.OTHER);
        }
      }
      case 0xed -> notes.found.add(Finding.IPTC);
      case 0xee -> {
        if (startsWith(file, from, size, "Adobe") && size >= 12) {
          head.writeBytes(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14});
          head.write(file, from, 12);
        }
      }
      case 0xfe -> notes.found.add(Finding.COMMENT);
      case 0xc4, 0xcc, 0xdb, 0xdd -> body.write(file, at, 2 + length);
      case 0xda -> {
        if (width == 0 || ++scans > MOST_SCANS) {
          throw new IOException("scans");
        }
        body.write(file, at, 2 + length);
      }
      default -> {
        if (marker >= 0xc0 && marker <= 0xcf) {
          frame(from, size);
          body.write(file, at, 2 + length);
        } else if (marker < 0xe0) {
          throw new IOException("marker");
        } else {
          notes.found.add(Finding.OTHER);
        }
      }
    }
  }

  private void frame(int from, int size) throws IOException {
    if (width != 0 || size < 6) {
      throw new IOException("frame");
    }
    height = u16(from + 1);
    width = u16(from + 3);
    components = u8(from + 5);
    if (width == 0 || height == 0) {
      throw new IOException("dimensions");
    }
  }

  private void jfif(int from, int size) throws IOException {
    if (startsWith(file, from, size, "JFIF\0") && size >= 14) {
      if (u8(from + 12) * u8(from + 13) > 0) {
        notes.found.add(Finding.THUMBNAIL);
      }
      head.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe0, 0, 16});
      head.write(file, from, 12);
      head.writeBytes(new byte[2]); // no thumbnail
    } else {
      notes.found.add(startsWith(file, from, size, "JFXX\0") ? Finding.THUMBNAIL : Finding.OTHER);
    }
  }

  /** Entropy-coded data up to the next marker that is neither stuffing nor a restart. */
  private int scan(int from) throws IOException {
    int at = from;
    while (u8(at) != 0xff || u8(at + 1) == 0 || (u8(at + 1) >= 0xd0 && u8(at + 1) <= 0xd7)) {
      at++;
    }
    body.write(file, from, at - from);
    return at;
  }

  /** A CMYK profile stays inside, where the decoder needs it; any other is applied afterwards. */
  private Essence essence() {
    byte[] icc = profile.size() == profileParts ? profile() : new byte[0];
    boolean cmyk =
        components == 4
            && icc.length <= Profile.MOST_BYTES
            && startsWith(icc, 16, icc.length - 16, "CMYK");
    if (icc.length > 0 && components < 4) {
      notes.profile = icc;
    }
    var essence = new ByteArrayOutputStream(head.size() + body.size() + icc.length + 1024);
    essence.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    essence.writeBytes(head.toByteArray());
    if (cmyk) {
      profile.values().forEach(essence::writeBytes);
    }
    essence.writeBytes(body.toByteArray());
    essence.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return notes.essence(
        Decoding.of("image/jpeg", essence.toByteArray()), width, height, scans, false);
  }

  private byte[] profile() {
    var whole = new ByteArrayOutputStream();
    profile.values().forEach(part -> whole.write(part, 18, part.length - 18));
    return whole.toByteArray();
  }

  private int u8(int at) throws IOException {
    if (at >= file.length) {
      throw new IOException("cut short");
    }
    return file[at] & 0xff;
  }

  private int u16(int at) throws IOException {
    return u8(at) << 8 | u8(at + 1);
  }
}
