package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Exif.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.anxinbao.storage.clean.Finding;

/** Walks a GIF's blocks (GIF89a), keeping the screen, the palettes and the first frame. */
final class Gif {
  private final byte[] file;
  private final Essence.Notes notes = new Essence.Notes();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private byte[] control = new byte[0];
  private int width;
  private int height;

  private Gif(byte[] file) {
    this.file = file;
  }

  static Essence read(byte[] file) throws IOException {
    return new Gif(file).read();
  }

  private Essence read() throws IOException {
    int at = 13 + palette(10);
    kept.write(file, 0, at);
    while (file[at] != 0x3b) {
      at =
          switch (file[at]) {
            case 0x21 -> extension(at);
            case 0x2c -> frame(at);
            default -> throw new IOException("block");
          };
    }
    if (at + 1 < file.length) {
      notes.found.add(Finding.TRAILING);
    }
    kept.write(0x3b);
    return notes.essence(Decoding.of("image/gif", kept.toByteArray()), width, height, 1, true);
  }

  private int extension(int at) {
    int end = blocks(at + 2);
    int length = end - at;
    switch (file[at + 1] & 0xff) {
      case 0xf9 -> {
        if (width == 0) {
          control = Arrays.copyOfRange(file, at, end);
        }
      }
      case 0xfe -> notes.found.add(Finding.COMMENT);
      case 0x01 -> notes.found.add(Finding.TEXT);
      case 0xff -> {
        if (startsWith(file, at + 3, length - 3, "XMP Data")) {
          notes.found.add(Finding.XMP);
        } else if (startsWith(file, at + 3, length - 3, "ICCRGBG1")) {
          notes.icc(null);
        } else if (!startsWith(file, at + 3, length - 3, "NETSCAPE2.0")) {
          notes.found.add(Finding.OTHER);
        }
      }
      default -> notes.found.add(Finding.OTHER);
    }
    return end;
  }

  private int frame(int at) {
    int end = blocks(at + 11 + palette(at + 9));
    if (width == 0) {
      ByteBuffer descriptor = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      width = Short.toUnsignedInt(descriptor.getShort(at + 5));
      height = Short.toUnsignedInt(descriptor.getShort(at + 7));
      kept.writeBytes(control);
      kept.write(file, at, end - at);
    } else {
      notes.found.add(Finding.ANIMATION);
    }
    return end;
  }

  /** Length in bytes of the palette that the flags at this place announce. */
  private int palette(int flags) {
    return (file[flags] & 0x80) == 0 ? 0 : 3 << ((file[flags] & 7) + 1);
  }

  private int blocks(int at) {
    int next = at;
    while (file[next] != 0) {
      next += 1 + (file[next] & 0xff);
    }
    return next + 1;
  }
}
