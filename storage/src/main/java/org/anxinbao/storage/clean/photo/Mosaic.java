package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Box.u16;
import static org.anxinbao.storage.clean.photo.Box.u32;
import static org.anxinbao.storage.clean.photo.Box.u8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.anxinbao.storage.clean.photo.HeifItems.Item;
import org.anxinbao.storage.clean.photo.HeifItems.Reference;

/**
 * Coded pictures of one size, in reading order, and the size of what they show together, which may
 * be less.
 */
record Mosaic(List<Item> tiles, int columns, int tileWidth, int tileHeight, int width, int height) {
  private static final int MOST_TILES_A_SIDE = 64;

  /** Refuses what would be too much to decode, even if little of it is shown. */
  Mosaic {
    long allWidth = (long) columns * tileWidth;
    long allHeight = (long) (tiles.size() / columns) * tileHeight;
    if (tileWidth < 1
        || tileHeight < 1
        || width > allWidth
        || height > allHeight
        || width <= allWidth - tileWidth
        || height <= allHeight - tileHeight
        || allWidth * allHeight > 2 * Essence.MOST_PIXELS) {
      throw new IllegalArgumentException("tiles");
    }
  }

  static Mosaic of(HeifItems items, Item picture) throws IOException {
    if (picture.type().equals("grid")) {
      return grid(items, picture.id());
    }
    ByteBuffer size = size(items, picture);
    int width = u32(size);
    int height = u32(size);
    return new Mosaic(List.of(picture), 1, width, height, width, height);
  }

  /** ISO/IEC 23008-12, 6.6.2.3. */
  private static Mosaic grid(HeifItems items, int id) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(items.data(id));
    in.get(); // version
    boolean large = (in.get() & 1) != 0;
    int rows = u8(in) + 1;
    int columns = u8(in) + 1;
    int width = large ? u32(in) : u16(in);
    int height = large ? u32(in) : u16(in);
    List<Item> tiles = tiles(items, id);
    if (rows > MOST_TILES_A_SIDE || columns > MOST_TILES_A_SIDE || tiles.size() != rows * columns) {
      throw new IOException("tiles");
    }
    ByteBuffer size = size(items, tiles.getFirst());
    int tileWidth = u32(size);
    int tileHeight = u32(size);
    for (Item tile : tiles) {
      size = size(items, tile);
      if (u32(size) != tileWidth || u32(size) != tileHeight) {
        throw new IOException("tiles");
      }
    }
    return new Mosaic(tiles, columns, tileWidth, tileHeight, width, height);
  }

  private static List<Item> tiles(HeifItems items, int id) throws IOException {
    for (Reference reference : items.references()) {
      if (reference.from() == id && reference.type().equals("dimg")) {
        return items.items(reference.to());
      }
    }
    throw new IOException("tiles");
  }

  private static ByteBuffer size(HeifItems items, Item item) throws IOException {
    return items.property(item.id(), "ispe").body().position(4);
  }
}
