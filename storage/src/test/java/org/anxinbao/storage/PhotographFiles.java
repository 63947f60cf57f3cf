package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.ExifFile.exif;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Photographs of four fields (red, green / blue, white), full of canaries wherever one fits. */
public final class PhotographFiles {
  public static final String CANARY = "Canary4711金丝雀";
  public static final int WIDTH = 64;
  public static final int HEIGHT = 32;
  static final Color[] FIELDS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};

  public static final byte[] UTF8 = CANARY.getBytes(UTF_8);
  public static final byte[] UTF16 = CANARY.getBytes(UTF_16LE);

  private PhotographFiles() {}

  public static BufferedImage fields() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, FIELDS[y / (HEIGHT / 2) * 2 + x / (WIDTH / 2)].getRGB());
      }
    }
    return image;
  }

  public static byte[] encode(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PNG of nothing but transparent black, 64 bits a pixel once it is decoded. */
  static byte[] sixteenBits(int width, int height) {
    var data = new ByteArrayOutputStream();
    try (var packed = new DeflaterOutputStream(data)) {
      for (int row = 0; row < height; row++) {
        packed.write(new byte[1 + width * 8]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {16, 6});
    return concat(
        Arrays.copyOf(encode(fields(), "png"), 8),
        chunk("IHDR", header.array()),
        chunk("IDAT", data.toByteArray()),
        chunk("IEND", new byte[0]));
  }

  public static byte[] jpeg(int orientation) {
    return jpeg(fields(), orientation);
  }

  public static byte[] jpeg(BufferedImage picture, int orientation) {
    byte[] plain = encode(picture, "jpg");
    return concat(
        Arrays.copyOf(plain, 2),
        segment(0xe1, concat(ascii("Exif\0\0"), exif(orientation))),
        segment(0xe1, concat(ascii("http://ns.adobe.com/xap/1.0/\0"), xmp())),
        segment(0xe2, concat(ascii("MPF\0"), UTF8)),
        segment(0xed, iptc()),
        segment(0xec, concat(ascii("Ducky"), UTF8)),
        segment(0xfe, UTF8),
        Arrays.copyOfRange(plain, 2, plain.length),
        ascii("<html><script>"),
        UTF8);
  }

  public static byte[] segment(int marker, byte[] content) {
    int length = content.length + 2;
    return concat(
        new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
  }

  private static byte[] iptc() {
    byte[] byline = concat(new byte[] {0x1c, 2, 80, 0, (byte) UTF8.length}, UTF8);
    return concat(
        ascii("Photoshop 3.0\0" + "8BIM\4\4\0\0\0\0\0"), new byte[] {(byte) byline.length}, byline);
  }

  public static byte[] xmp() {
    return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description exif:GPSLatitude='22,35N' "
            + "dc:creator='"
            + CANARY
            + "'/></x:xmpmeta>")
        .getBytes(UTF_8);
  }

  public static byte[] png(BufferedImage image) {
    byte[] plain = encode(image, "png");
    int end = plain.length - 12;
    return concat(
        Arrays.copyOf(plain, 33),
        chunk("tEXt", concat(ascii("Author\0"), UTF8)),
        chunk("zTXt", concat(ascii("Comment\0\0"), deflate(UTF8))),
        chunk("iTXt", concat(ascii("Title\0\0\0\0\0"), UTF8)),
        chunk("iTXt", concat(ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp())),
        chunk("eXIf", exif(6)),
        chunk("tIME", new byte[] {7, (byte) 0xea, 11, 20, 8, 15, 0}),
        chunk("caNy", UTF16),
        Arrays.copyOfRange(plain, 33, plain.length),
        UTF8,
        Arrays.copyOfRange(plain, end, plain.length));
  }

  public static byte[] chunk(String type, byte[] content) {
    var crc = new CRC32();
    crc.update(concat(ascii(type), content));
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      data.writeInt(content.length);
      data.write(concat(ascii(type), content));
      data.writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] deflate(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Two frames, a comment, a plain text and two applications' data. */
  public static byte[] gif() {
    byte[] plain = encode(fields(), "gif");
    int screen = 13 + (3 << ((plain[10] & 7) + 1));
    byte[] frame = Arrays.copyOfRange(plain, screen, plain.length - 1);
    byte[] block = concat(new byte[] {(byte) UTF8.length}, UTF8, new byte[1]);
    return concat(
        ascii("GIF89a"),
        Arrays.copyOfRange(plain, 6, screen),
        new byte[] {0x21, (byte) 0xfe},
        block,
        ascii("!\u00ff\13" + "NETSCAPE2.0\3\1\0\0\0"),
        ascii("!\u00ff\13" + "XMP DataXMP"),
        block,
        ascii("!\u00ff\13" + "CANARYAPP11"),
        block,
        frame,
        new byte[] {0x21, 1, 12, 0, 0, 0, 0, 8, 0, 8, 0, 8, 8, 1, 0},
        block,
        frame,
        ascii(";"),
        UTF8);
  }

  /** Adobe-marked (inverted), without a profile. */
  public static final byte[] CMYK_JPEG =
      base64(
          "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcG"
              + "BggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgAEAAgBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAK"
              + "CQj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AN/E/wCn/b+ADg9f4AAk3R5r/AAXcLDAAH//"
              + "2Q==");

  static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  public static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  public static byte[] little(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  public static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The buffers that a slow network would bring. */
  static List<ByteBuffer> buffers(byte[] file, int size) {
    var buffers = new ArrayList<ByteBuffer>();
    for (int at = 0; at < file.length; at += size) {
      buffers.add(ByteBuffer.wrap(Arrays.copyOfRange(file, at, Math.min(at + size, file.length))));
    }
    return buffers;
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
