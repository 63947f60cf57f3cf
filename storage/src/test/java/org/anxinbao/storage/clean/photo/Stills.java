package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.concat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anxinbao.storage.Tools;

/**
 * Coded pictures of one size, as HEIF's items hold them, made by x265 and libaom.
 *
 * @param type of the items
 * @param configuration the property that each of them needs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Stills(String type, byte[] configuration, List<byte[]> pictures) {

  static Stills hevc(Path directory, String format, BufferedImage... images) throws IOException {
    byte[] stream =
        encode(
            directory,
            List.of(images),
            format,
            "-c:v libx265 -preset fast -x265-params"
                + " lossless=1:keyint=1:range=full:colormatrix=smpte170m:log-level=0 -f hevc");
    List<byte[]> sets = new ArrayList<>();
    List<byte[]> pictures = new ArrayList<>();
    byte[] before = new byte[0];
    for (byte[] unit : units(stream)) {
      int type = unit[0] >> 1 & 0x3f;
      byte[] sized = concat(HeifFile.u32(unit.length), unit);
      if (type >= 32 && type <= 34) {
        if (sets.size() < 3) {
          sets.add(unit);
        }
      } else if (type < 32) {
        pictures.add(concat(before, sized));
        before = new byte[0];
      } else {
        before = concat(before, sized);
      }
    }
    return new Stills("hvc1", hvcC(sets), pictures);
  }

  /** ISO/IEC 14496-15, 8.3.2; only what a decoder reads is true. */
  private static byte[] hvcC(List<byte[]> sets) {
    byte[] body = new byte[23];
    body[0] = 1;
    body[21] = 3; // lengths of four bytes
    body[22] = (byte) sets.size();
    for (byte[] set : sets) {
      byte[] array = {(byte) (0x80 | set[0] >> 1), 0, 1};
      body = concat(body, array, HeifFile.u16(set.length), set);
    }
    return HeifFile.box("hvcC", body);
  }

  static Stills av1(Path directory, String format, BufferedImage... images) throws IOException {
    byte[] stream =
        encode(
            directory,
            List.of(images),
            format,
            "-c:v libaom-av1 -strict experimental -cpu-used 8 -crf 1 -b:v 0 -g 1 -f ivf");
    List<byte[]> pictures = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).position(32);
    while (in.hasRemaining()) {
      byte[] unit = new byte[in.getInt()];
      in.getLong();
      in.get(unit);
      pictures.add(Arrays.copyOfRange(unit, 2, unit.length)); // without the delimiter
    }
    return new Stills("av01", HeifFile.box("av1C", new byte[] {(byte) 0x81, 0, 0xc, 0}), pictures);
  }

  private static byte[] encode(
      Path directory, List<BufferedImage> images, String format, String coding) throws IOException {
    Path raw = directory.resolve("stills.bgr");
    Path coded = directory.resolve("stills.coded");
    var pixels = new ByteArrayOutputStream();
    for (BufferedImage image : images) {
      pixels.writeBytes(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
    Files.write(raw, pixels.toByteArray());
    int width = images.getFirst().getWidth();
    int height = images.getFirst().getHeight();
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of("-f", "rawvideo", "-pix_fmt", "bgr24", "-s", width + "x" + height, "-i"));
    arguments.addAll(List.of(raw.toString(), "-sws_flags", "accurate_rnd+full_chroma_int"));
    arguments.addAll(List.of("-vf", "scale=out_color_matrix=bt601:out_range=full"));
    arguments.addAll(List.of("-pix_fmt", format, "-color_range", "pc", "-colorspace", "smpte170m"));
    arguments.addAll(List.of(coding.split(" ")));
    arguments.add(coded.toString());
    Tools.ffmpeg(directory, arguments.toArray(String[]::new));
    return Files.readAllBytes(coded);
  }

  /** Units of a byte stream (ITU-T H.265 annex B). */
  private static List<byte[]> units(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    int from = -1;
    for (int at = 0; at + 3 <= stream.length; at++) {
      boolean start = stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1;
      if (start || at + 3 == stream.length) {
        if (from >= 0) {
          int end = start ? at : stream.length;
          units.add(Arrays.copyOfRange(stream, from, stream[end - 1] == 0 ? end - 1 : end));
        }
        from = at + 3;
      }
    }
    return units;
  }
}
