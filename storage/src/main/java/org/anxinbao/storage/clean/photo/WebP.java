package org.anxinbao.storage.clean.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.anxinbao.storage.clean.Finding;
import org.jspecify.annotations.Nullable;

/** Walks a WebP's chunks (RFC 9649), making a still of its picture or its first frame. */
final class WebP {
  private final ByteBuffer file;
  private final Essence.Notes notes = new Essence.Notes();
  private byte @Nullable [] picture;
  private byte @Nullable [] alpha;
  private boolean lossless;
  private boolean inFrame; // frames have no frames inside

  private WebP(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Essence read(byte[] file) throws IOException {
    return new WebP(file).read();
  }

  private Essence read() throws IOException {
    long end = 8 + Integer.toUnsignedLong(file.getInt(4));
    if (end > file.limit()) {
      throw new IOException("cut short");
    }
    if (end < file.limit()) {
      notes.found.add(Finding.TRAILING);
    }
    chunks(12, (int) end);
    if (picture == null) {
      throw new IOException("no picture");
    }
    return essence(picture);
  }

  private void chunks(int from, int end) throws IOException {
    for (int at = from; at + 8 <= end; ) {
      String type = new String(file.array(), at, 4, ISO_8859_1);
      int length = file.getInt(at + 4);
      if (length < 0 || length > end - at - 8) {
        throw new IOException("chunk");
      }
      chunk(type, at + 8, length);
      at += 8 + length + (length & 1);
    }
  }

  private void chunk(String type, int from, int length) throws IOException {
    byte[] bytes = file.array();
    switch (type) {
      case "VP8 ", "VP8L" -> {
        if (picture == null) {
          picture = Arrays.copyOfRange(bytes, from, from + length);
          lossless = type.equals("VP8L");
        }
      }
      case "ALPH" -> {
        if (picture == null) {
          alpha = Arrays.copyOfRange(bytes, from, from + length);
        }
      }
      case "ANMF" -> {
        if (picture == null && !inFrame) {
          inFrame = true;
          chunks(from + 16, from + length);
          inFrame = false;
        } else {
          notes.found.add(Finding.ANIMATION);
        }
      }
      case "ICCP" -> notes.icc(Arrays.copyOfRange(bytes, from, from + length));
      case "EXIF" -> Exif.read(bytes, from, length, notes);
      case "XMP " -> Exif.readXmp(bytes, from, length, notes);
      case "VP8X", "ANIM" -> {
        // written anew, with the frame's own size
      }
      default -> notes.found.add(Finding.OTHER);
    }
  }

  private Essence essence(byte[] picture) {
    ByteBuffer header = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    int width;
    int height;
    if (lossless) {
      int bits = header.getInt(1);
      width = 1 + (bits & 0x3fff);
      height = 1 + (bits >>> 14 & 0x3fff);
    } else {
      width = header.getShort(6) & 0x3fff;
      height = header.getShort(8) & 0x3fff;
    }
    var body = new ByteArrayOutputStream();
    if (alpha != null && !lossless) {
      ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      extended.put(0, (byte) 0x10); // has an alpha channel
      extended.putInt(4, width - 1).put(7, (byte) (height - 1)).put(8, (byte) ((height - 1) >> 8));
      write(body, "VP8X", extended.array());
      write(body, "ALPH", alpha);
    }
    write(body, lossless ? "VP8L" : "VP8 ", picture);
    var still = ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    still.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + body.size());
    still.put("WEBP".getBytes(ISO_8859_1)).put(body.toByteArray());
    return notes.essence(Decoding.of("image/webp", still.array()), width, height, 1, lossless);
  }

  private static void write(ByteArrayOutputStream out, String type, byte[] chunk) {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.put(type.getBytes(ISO_8859_1)).putInt(chunk.length).array());
    out.writeBytes(chunk);
    if ((chunk.length & 1) == 1) {
      out.write(0);
    }
  }
}
