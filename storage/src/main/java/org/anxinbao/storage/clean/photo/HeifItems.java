package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Box.u16;
import static org.anxinbao.storage.clean.photo.Box.u32;
import static org.anxinbao.storage.clean.photo.Box.u8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The items of a HEIF file (ISO/IEC 23008-12) as its {@code meta} box lists them: types, places,
 * properties and references. Nothing here follows a reference, so that no loop can hold it.
 */
final class HeifItems {
  private static final int MOST_ITEMS = 10_000;
  private static final int MOST_EXTENTS = 100_000;
  private static final long MOST_READINGS = 4; // items may share bytes, but not without end

  record Item(int id, String type) {}

  record Reference(String type, int from, List<Integer> to) {}

  private record Extent(boolean inside, int from, int length) {}

  private final byte[] file;
  private final Map<Integer, Item> items = new HashMap<>();
  private final Map<Integer, List<Box>> properties = new HashMap<>();
  private final Map<Integer, List<Extent>> extents = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private byte[] inside = new byte[0];
  private int primary;
  private int countedExtents;
  private long read;

  HeifItems(byte[] file, Box meta) throws IOException {
    this.file = file;
    meta.version();
    for (Box box : Box.in(meta.body())) {
      ByteBuffer body = box.body();
      switch (box.type()) {
        case "pitm" -> primary = number(body, box.version() == 0 ? 2 : 4);
        case "iinf" -> infos(box);
        case "iloc" -> locations(box);
        case "iprp" -> properties(Box.in(body));
        case "iref" -> references(box);
        case "idat" -> inside = box.bytes();
        default -> {
          // handler, groups, data references: not needed
        }
      }
    }
  }

  Item primary() throws IOException {
    return item(primary);
  }

  Item item(int id) throws IOException {
    Item item = items.get(id);
    if (item == null) {
      throw new IOException("item");
    }
    return item;
  }

  List<Item> items(List<Integer> ids) throws IOException {
    var list = new ArrayList<Item>();
    for (int id : ids) {
      list.add(item(id));
    }
    return list;
  }

  Collection<Item> all() {
    return items.values();
  }

  List<Reference> references() {
    return references;
  }

  /** In the order in which they are to be applied; each with a view of its own. */
  List<Box> properties(int id) {
    return properties.getOrDefault(id, List.of()).stream()
        .map(box -> new Box(box.type(), box.body().duplicate()))
        .toList();
  }

  /** One that the item needs. */
  Box property(int id, String type) throws IOException {
    for (Box box : properties(id)) {
      if (box.type().equals(type)) {
        return box;
      }
    }
    throw new IOException("property");
  }

  byte[] data(int id) throws IOException {
    var data = new ByteArrayOutputStream();
    for (Extent extent : extents.getOrDefault(id, List.of())) {
      byte[] from = extent.inside ? inside : file;
      read += extent.length;
      if (extent.length > from.length - extent.from || read > MOST_READINGS * file.length) {
        throw new IOException("extent");
      }
      data.write(from, extent.from, extent.length);
    }
    return data.toByteArray();
  }

  private void infos(Box box) throws IOException {
    box.body().position(box.version() == 0 ? 6 : 8);
    for (Box info : Box.in(box.body())) {
      int version = info.version();
      if (version < 2 || items.size() == MOST_ITEMS) {
        throw new IOException("items");
      }
      int id = number(info.body(), version == 2 ? 2 : 4);
      info.body().getShort(); // protection
      items.put(id, new Item(id, Box.code(info.body())));
    }
  }

  private void locations(Box box) throws IOException {
    ByteBuffer in = box.body();
    int version = box.version();
    int sizes = u16(in);
    int offsetSize = sizes >> 12;
    int lengthSize = sizes >> 8 & 0xf;
    int baseSize = sizes >> 4 & 0xf;
    int indexSize = version == 0 ? 0 : sizes & 0xf;
    if (version > 2 || lengthSize == 0) {
      throw new IOException("locations");
    }
    for (int count = count(in, version < 2); count > 0; count--) {
      int id = number(in, version < 2 ? 2 : 4);
      int method = version == 0 ? 0 : u16(in) & 0xf;
      boolean elsewhere = u16(in) != 0 || method > 1; // another file, or inside another item
      long base = number(in, baseSize);
      var list = new ArrayList<Extent>();
      for (int left = u16(in); left > 0; left--) {
        number(in, indexSize);
        long from = base + number(in, offsetSize);
        int length = number(in, lengthSize);
        if (from > file.length || ++countedExtents > MOST_EXTENTS) {
          throw new IOException("extent");
        }
        list.add(new Extent(method == 1, (int) from, length));
      }
      if (!elsewhere) {
        extents.put(id, list);
      }
    }
  }

  private void properties(List<Box> boxes) throws IOException {
    List<Box> all = new ArrayList<>();
    for (Box box : boxes) {
      if (box.type().equals("ipco")) {
        all.addAll(Box.in(box.body()));
      } else if (box.type().equals("ipma")) {
        associations(box, all);
      }
    }
  }

  private void associations(Box box, List<Box> all) throws IOException {
    ByteBuffer in = box.body();
    int head = in.getInt();
    for (int count = count(in, false); count > 0; count--) {
      int id = number(in, head >>> 24 == 0 ? 2 : 4);
      var list = new ArrayList<Box>();
      for (int left = u8(in); left > 0; left--) {
        int value = (head & 1) == 0 ? u8(in) << 8 : u16(in);
        int index = (head & 1) == 0 ? value >> 8 & 0x7f : value & 0x7fff;
        if (index > 0) {
          Box property = all.get(index - 1);
          if (value >= 0x8000 && !KNOWN.contains(property.type())) {
            throw new IOException("property"); // essential: without it the picture is another
          }
          list.add(property);
        }
      }
      properties.putIfAbsent(id, list);
    }
  }

  private static final Set<String> KNOWN =
      Set.of("hvcC", "av1C", "ispe", "colr", "irot", "imir", "clap", "pixi", "pasp", "auxC");

  private void references(Box box) throws IOException {
    int size = box.version() == 0 ? 2 : 4;
    for (Box reference : Box.in(box.body())) {
      ByteBuffer in = reference.body();
      int from = number(in, size);
      var to = new ArrayList<Integer>();
      for (int left = u16(in); left > 0; left--) {
        to.add(number(in, size));
      }
      references.add(new Reference(reference.type(), from, to));
    }
  }

  private static int count(ByteBuffer in, boolean small) throws IOException {
    int count = small ? u16(in) : u32(in);
    if (count > MOST_ITEMS) {
      throw new IOException("items");
    }
    return count;
  }

  private static int number(ByteBuffer in, int size) throws IOException {
    return switch (size) {
      case 0 -> 0;
      case 2 -> u16(in);
      case 4 -> u32(in);
      case 8 -> {
        long value = in.getLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
          throw new IOException("number");
        }
        yield (int) value;
      }
      default -> throw new IOException("number");
    };
  }
}
