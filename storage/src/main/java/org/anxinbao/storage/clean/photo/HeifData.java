package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Box.number;
import static org.anxinbao.storage.clean.photo.Box.u16;
import static org.anxinbao.storage.clean.photo.Box.u32;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the bytes of a HEIF file's items are: {@code iloc} (ISO/IEC 14496-12, 8.11.3). */
final class HeifData {
  private static final int MOST_EXTENTS = 100_000;
  private static final long MOST_READINGS = 4; // items may share bytes, but not without end

  private record Extent(boolean inside, int from, int length) {}

  private final byte[] file;
  private final Map<Integer, List<Extent>> extents = new HashMap<>();
  private byte[] inside = new byte[0];
  private int counted;
  private long read;

  HeifData(byte[] file) {
    this.file = file;
  }

  /** The {@code idat} box. */
  void inside(byte[] bytes) {
    inside = bytes;
  }

  byte[] of(int id) throws IOException {
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

  void locations(Box box) throws IOException {
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
        if (from > file.length || ++counted > MOST_EXTENTS) {
          throw new IOException("extent");
        }
        list.add(new Extent(method == 1, (int) from, length));
      }
      if (!elsewhere) {
        extents.put(id, list);
      }
    }
  }

  static int count(ByteBuffer in, boolean small) throws IOException {
    int count = small ? u16(in) : u32(in);
    if (count > HeifItems.MOST_ITEMS) {
      throw new IOException("items");
    }
    return count;
  }
}
