package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts items together into a HEIF file (ISO/IEC 23008-12). */
final class HeifFile {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(String type, byte[] data, List<byte[]> properties) {}

  private final List<Item> items = new ArrayList<>();
  private final List<byte[]> properties = new ArrayList<>();
  private final List<byte[]> references = new ArrayList<>();

  /** Answers its number; the first is 1. A grid's data lie in the {@code idat} box. */
  int item(String type, byte[] data, byte[]... has) {
    items.add(new Item(type, data, List.of(has)));
    for (byte[] property : has) {
      if (index(property) == 0) {
        properties.add(property);
      }
    }
    return items.size();
  }

  HeifFile refer(String type, int from, int... to) {
    byte[] list = u16(from, to.length);
    references.add(box(type, concat(list, u16(to))));
    return this;
  }

  byte[] bytes(String brand, int primary) {
    byte[] head = box("ftyp", ascii(brand), u32(0), ascii("mif1miaf" + brand));
    int media = head.length + meta(primary, 0).length + 8;
    var outside = new ByteArrayOutputStream();
    items.stream().filter(item -> !inside(item)).forEach(item -> outside.writeBytes(item.data));
    return concat(head, meta(primary, media), box("mdat", outside.toByteArray()));
  }

  private byte[] meta(int primary, int media) {
    var infos = new ByteArrayOutputStream();
    var places = new ByteArrayOutputStream();
    var inside = new ByteArrayOutputStream();
    var uses = new ByteArrayOutputStream();
    int outside = media;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      infos.writeBytes(info(i + 1, item));
      int at = inside(item) ? inside.size() : outside;
      places.writeBytes(u16(i + 1, inside(item) ? 1 : 0, 0, 1));
      places.writeBytes(u32(at, item.data.length));
      if (inside(item)) {
        inside.writeBytes(item.data);
      } else {
        outside += item.data.length;
      }
      uses.writeBytes(concat(u16(i + 1), new byte[] {(byte) item.properties.size()}));
      item.properties.forEach(property -> uses.write(index(property)));
    }
    return full(
        "meta",
        0,
        full("hdlr", 0, u32(0), ascii("pict"), new byte[13]),
        full("pitm", 0, u16(primary)),
        full("iinf", 0, u16(items.size()), infos.toByteArray()),
        full("iloc", 1, u16(0x4400, items.size()), places.toByteArray()),
        full("iref", 0, references.toArray(byte[][]::new)),
        box(
            "iprp",
            box("ipco", properties.toArray(byte[][]::new)),
            full("ipma", 0, u32(items.size()), uses.toByteArray())),
        box("idat", inside.toByteArray()));
  }

  private static byte[] info(int id, Item item) {
    byte[] kind = item.type.equals("mime") ? ascii("\0application/rdf+xml\0") : new byte[1];
    return full("infe", 2, u16(id, 0), ascii(item.type), kind);
  }

  private static boolean inside(Item item) {
    return item.type.equals("grid");
  }

  private int index(byte[] property) {
    for (int i = 0; i < properties.size(); i++) {
      if (Arrays.equals(properties.get(i), property)) {
        return i + 1;
      }
    }
    return 0;
  }

  static byte[] size(int width, int height) {
    return full("ispe", 0, u32(width, height));
  }

  static byte[] rotation(int quarters) {
    return box("irot", new byte[] {(byte) quarters});
  }

  static byte[] mirror(int axis) {
    return box("imir", new byte[] {(byte) axis});
  }

  static byte[] profile(byte[] icc) {
    return box("colr", ascii("prof"), icc);
  }

  static byte[] colours(int primaries, int transfer, int matrix, boolean full) {
    return box(
        "colr",
        ascii("nclx"),
        u16(primaries, transfer, matrix),
        new byte[] {(byte) (full ? 0x80 : 0)});
  }

  static byte[] grid(int rows, int columns, int width, int height) {
    return concat(new byte[] {0, 0, (byte) (rows - 1), (byte) (columns - 1)}, u16(width, height));
  }

  static byte[] box(String type, byte[]... content) {
    byte[] body = concat(content);
    return concat(u32(8 + body.length), ascii(type), body);
  }

  static byte[] full(String type, int version, byte[]... content) {
    return box(type, concat(u32(version << 24), concat(content)));
  }

  static byte[] u16(int... values) {
    ByteBuffer out = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      out.putShort((short) value);
    }
    return out.array();
  }

  static byte[] u32(int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      out.putInt(value);
    }
    return out.array();
  }
}
