package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Box.u16;
import static org.anxinbao.storage.clean.photo.Box.u8;

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
  static final int MOST_ITEMS = 10_000;

  record Item(int id, String type) {}

  record Reference(String type, int from, List<Integer> to) {}

  private final HeifData data;
  private final Map<Integer, Item> items = new HashMap<>();
  private final Map<Integer, List<Box>> properties = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private int primary;

  HeifItems(byte[] file, Box meta) throws IOException {
    data = new HeifData(file);
    meta.version();
    for (Box box : Box.in(meta.body())) {
      ByteBuffer body = box.body();
      switch (box.type()) {
        case "pitm" -> primary = Box.number(body, box.version() == 0 ? 2 : 4);
        case "iinf" -> infos(box);
        case "iloc" -> data.locations(box);
        case "iprp" -> properties(Box.in(body));
        case "iref" -> references(box);
        case "idat" -> data.inside(box.bytes());
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
    return data.of(id);
  }

  private void infos(Box box) throws IOException {
    box.body().position(box.version() == 0 ? 6 : 8);
    for (Box info : Box.in(box.body())) {
      int version = info.version();
      if (version < 2 || items.size() == MOST_ITEMS) {
        throw new IOException("items");
      }
      int id = Box.number(info.body(), version == 2 ? 2 : 4);
      info.body().getShort(); // protection
      items.put(id, new Item(id, Box.code(info.body())));
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
    for (int count = HeifData.count(in, false); count > 0; count--) {
      int id = Box.number(in, head >>> 24 == 0 ? 2 : 4);
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
      int from = Box.number(in, size);
      var to = new ArrayList<Integer>();
      for (int left = u16(in); left > 0; left--) {
        to.add(Box.number(in, size));
      }
      references.add(new Reference(reference.type(), from, to));
    }
  }
}
