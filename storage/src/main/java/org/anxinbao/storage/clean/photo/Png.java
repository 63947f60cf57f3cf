package org.anxinbao.storage.clean.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.anxinbao.storage.clean.Finding;
import org.jspecify.annotations.Nullable;

/** Walks a PNG's chunks (W3C PNG, third edition), keeping header, palette, transparency, data. */
final class Png {
  private final byte[] file;
  private final Essence.Notes notes = new Essence.Notes();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  private Png(byte[] file) {
    this.file = file;
  }

  static Essence read(byte[] file) throws IOException {
    return new Png(file).read();
  }

  private Essence read() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file);
    kept.write(file, 0, 8);
    in.position(8);
    if (in.getInt(8) != 13 || !type(12).equals("IHDR")) {
      throw new IOException("no header");
    }
    String type;
    do {
      int length = in.getInt();
      type = type(in.position());
      int from = in.position() + 4;
      if (length < 0 || length > file.length - from - 4) {
        throw new IOException("chunk");
      }
      chunk(type, from, length);
      in.position(from + length + 4);
    } while (!type.equals("IEND"));
    if (in.hasRemaining()) {
      notes.found.add(Finding.TRAILING);
    }
    write("IDAT", data.toByteArray(), 0, data.size());
    write("IEND", file, 0, 0);
    return notes.essence(
        Decoding.of("image/png", kept.toByteArray()), in.getInt(16), in.getInt(20), 1, true);
  }

  private void chunk(String type, int from, int length) throws IOException {
    switch (type) {
      case "IHDR", "PLTE", "tRNS" -> write(type, file, from, length);
      case "IDAT" -> data.write(file, from, length);
      case "eXIf" -> Exif.read(file, from, length, notes);
      case "iCCP" -> notes.icc(profile(from, length));
      case "iTXt" -> {
        if (Exif.startsWith(file, from, length, "XML:com.adobe.xmp")) {
          Exif.readXmp(file, from, length, notes);
        } else {
          notes.found.add(Finding.TEXT);
        }
      }
      case "tEXt", "zTXt" -> notes.found.add(Finding.TEXT);
      case "tIME" -> notes.found.add(Finding.TIME);
      case "acTL", "fcTL", "fdAT" -> notes.found.add(Finding.ANIMATION);
      case "IEND", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "hIST" -> {
        // says how to show the picture, nothing of who made it
      }
      default -> notes.found.add(Finding.OTHER);
    }
  }

  private void write(String type, byte[] from, int offset, int length) throws IOException {
    var crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(from, offset, length);
    var out = new DataOutputStream(kept);
    out.writeInt(length);
    out.writeBytes(type);
    out.write(from, offset, length);
    out.writeInt((int) crc.getValue());
  }

  /** A profile that does not unpack, or to more than a profile ever has, is left out. */
  private byte @Nullable [] profile(int from, int length) {
    int name = 0;
    while (name < length && file[from + name] != 0) {
      name++;
    }
    int start = Math.min(name + 2, length);
    var packed = new ByteArrayInputStream(file, from + start, length - start);
    try (var unpacked = new InflaterInputStream(packed)) {
      byte[] icc = unpacked.readNBytes(Profile.MOST_BYTES + 1);
      return icc.length > Profile.MOST_BYTES ? null : icc;
    } catch (IOException broken) {
      return null;
    }
  }

  private String type(int at) {
    return new String(file, at, 4, ISO_8859_1);
  }
}
