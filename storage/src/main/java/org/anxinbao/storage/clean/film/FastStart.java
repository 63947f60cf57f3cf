package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes the index (moov) of a file of our own in front of its content (mdat), so that it plays
 * before all of it is there, and moves the index's offsets by that length.
 */
final class FastStart {
  private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl");

  private record Span(long at, long length) {}

  private FastStart() {}

  static void write(MemoryOutput file, OutputStream to) throws IOException {
    Map<String, Span> boxes = boxes(file);
    Span type = boxes.get("ftyp");
    Span content = boxes.get("mdat");
    Span index = boxes.get("moov");
    if (type == null || content == null || index == null) {
      throw new IOException("media");
    }
    byte[] moov = withoutUserData(file.read(index.at, Math.toIntExact(index.length)));
    move(ByteBuffer.wrap(moov), type.length + moov.length - content.at);
    file.copy(type.at, type.length, to);
    to.write(moov);
    file.copy(content.at, content.length, to);
  }

  private static Map<String, Span> boxes(MemoryOutput file) throws IOException {
    var boxes = new LinkedHashMap<String, Span>();
    for (long at = 0; at < file.length(); ) {
      var head = ByteBuffer.wrap(file.read(at, 8));
      long length = Integer.toUnsignedLong(head.getInt());
      if (length == 1) {
        length = ByteBuffer.wrap(file.read(at + 8, 8)).getLong();
      }
      boxes.put(type(head), new Span(at, length));
      at += Math.max(8, length);
    }
    return boxes;
  }

  /** FFmpeg writes an empty one, which names a vendor. */
  private static byte[] withoutUserData(byte[] moov) {
    var kept = ByteBuffer.allocate(moov.length);
    var in = ByteBuffer.wrap(moov);
    kept.putLong(in.getLong());
    while (in.hasRemaining()) {
      var box = in.slice(in.position(), in.getInt(in.position()));
      in.position(in.position() + box.limit());
      if (!type(box.duplicate().position(4)).equals("udta")) {
        kept.put(box);
      }
    }
    return Arrays.copyOf(kept.putInt(0, kept.position()).array(), kept.position());
  }

  private static void move(ByteBuffer boxes, long by) throws IOException {
    while (boxes.hasRemaining()) {
      int begin = boxes.position();
      int end = begin + boxes.getInt();
      String type = type(boxes);
      if (CONTAINERS.contains(type)) {
        move(boxes.duplicate().limit(end), by);
      } else if (type.equals("stco")) {
        boxes.getInt(); // version and flags
        for (int count = boxes.getInt(); count > 0; count--) {
          long offset = Integer.toUnsignedLong(boxes.getInt(boxes.position())) + by;
          boxes.putInt(Math.toIntExact(offset));
        }
      } else if (type.equals("co64")) {
        throw new IOException("length"); // only files of over 4 GB need it
      }
      boxes.position(end);
    }
  }

  private static String type(ByteBuffer at) {
    byte[] type = new byte[4];
    at.get(type);
    return new String(type, US_ASCII);
  }
}
