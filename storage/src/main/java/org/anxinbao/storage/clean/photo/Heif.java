package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.clean.photo.Box.u16;
import static org.anxinbao.storage.clean.photo.Box.u32;
import static org.anxinbao.storage.clean.photo.Box.u8;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a HEIF picture is put together (ISO/IEC 23008-12; HEIC and AVIF are its brands): one
 * coded picture or a grid of them, cut and turned by its properties. Its EXIF orientation only
 * repeats those, and is not applied.
 */
final class Heif {
  private static final Set<String> BOXES = Set.of("ftyp", "meta", "mdat", "moov", "free", "skip");

  private final byte[] file;
  private final Essence.Notes notes = new Essence.Notes();

  private Heif(byte[] file) {
    this.file = file;
  }

  static Essence read(byte[] file) throws IOException {
    return new Heif(file).read();
  }

  private Essence read() throws IOException {
    HeifItems items = new HeifItems(file, meta());
    HeifItems.Item primary = items.primary();
    Mosaic mosaic = Mosaic.of(items, primary);
    Rectangle shown = new Rectangle(mosaic.width(), mosaic.height());
    Turn turn = Turn.NONE;
    for (Box property : items.properties(primary.id())) {
      switch (property.type()) {
        case "irot" -> turn = turn.clockwise(-u8(property.body()) & 3);
        case "imir" -> turn = (u8(property.body()) & 1) == 0 ? turn.topBottom() : turn.leftRight();
        case "clap" -> {
          if (!turn.equals(Turn.NONE)) {
            throw new IOException("order");
          }
          shown = aperture(property.body(), shown);
        }
        default -> {
          // says how to decode or to show
        }
      }
    }
    notes.orientation = turn.orientation();
    Colours colours = Colours.NONE;
    for (int id : new int[] {mosaic.tiles().getFirst().id(), primary.id()}) {
      for (Box property : items.properties(id)) {
        if (property.type().equals("colr")) {
          colours = colours(property.body(), colours);
        }
      }
    }
    beside(items, mosaic);
    Rectangle cut = shown;
    Colours seen = colours;
    return notes.essence(
        () -> HeifDecoding.decode(items, mosaic, cut, seen), cut.width, cut.height, 1, false);
  }

  private Box meta() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file);
    Box meta = null;
    while (in.hasRemaining()) {
      Box box = meta == null || in.remaining() >= 8 ? next(in, meta != null) : null;
      if (box == null) {
        notes.found.add(Finding.TRAILING);
        break;
      }
      switch (box.type()) {
        case "meta" -> meta = meta == null ? box : meta;
        case "moov" -> notes.found.add(Finding.ANIMATION);
        default -> {
          if (!BOXES.contains(box.type())) {
            notes.found.add(Finding.OTHER);
          }
        }
      }
    }
    if (meta == null) {
      throw new IOException("no picture");
    }
    return meta;
  }

  /** Null where something begins that is no box of a picture, after its own. */
  private static @Nullable Box next(ByteBuffer in, boolean complete) throws IOException {
    ByteBuffer ahead = in.duplicate();
    ahead.getInt();
    try {
      return Box.next(in);
    } catch (IOException | RuntimeException wrong) {
      if (!complete || BOXES.contains(Box.code(ahead))) {
        throw wrong;
      }
      return null;
    }
  }

  /** ISO/IEC 14496-12, 12.1.4: what lies outside was cropped away by somebody, and stays away. */
  private static Rectangle aperture(ByteBuffer in, Rectangle whole) throws IOException {
    double[] values = new double[4];
    for (int i = 0; i < values.length; i++) {
      double numerator = in.getInt();
      values[i] = numerator / u32(in);
    }
    int width = (int) Math.round(values[0]);
    int height = (int) Math.round(values[1]);
    var cut =
        new Rectangle(
            (int) Math.floor(whole.x + (whole.width - width) / 2.0 + values[2]),
            (int) Math.floor(whole.y + (whole.height - height) / 2.0 + values[3]),
            width,
            height);
    if (width < 1 || height < 1 || !whole.contains(cut)) {
      throw new IOException("aperture");
    }
    return cut;
  }

  private Colours colours(ByteBuffer in, Colours before) {
    switch (Box.code(in)) {
      case "nclx" -> {
        return new Colours(u16(in), u16(in), u16(in), in.get() < 0);
      }
      case "prof", "rICC" -> {
        byte[] icc = new byte[in.remaining()];
        in.get(icc);
        notes.icc(icc);
      }
      default -> notes.found.add(Finding.OTHER);
    }
    return before;
  }

  private void beside(HeifItems items, Mosaic mosaic) throws IOException {
    var picture = new HashSet<>(mosaic.tiles());
    picture.add(items.primary());
    var thumbnails = new HashSet<Integer>();
    for (HeifItems.Reference reference : items.references()) {
      if (reference.type().equals("thmb")) {
        thumbnails.add(reference.from());
        notes.found.add(Finding.THUMBNAIL);
      }
    }
    for (HeifItems.Item item : items.all()) {
      if (!picture.contains(item) && !thumbnails.contains(item.id())) {
        beside(items, item);
      }
    }
  }

  private void beside(HeifItems items, HeifItems.Item item) throws IOException {
    switch (item.type()) {
      case "Exif" -> exif(items.data(item.id()));
      case "mime" -> {
        byte[] xmp = items.data(item.id());
        Exif.readXmp(xmp, 0, xmp.length, notes);
      }
      default -> notes.found.add(Finding.OTHER);
    }
  }

  /** Begins with the number of bytes before the TIFF structure (ISO/IEC 23008-12, A.2.1). */
  private void exif(byte[] data) {
    var exif = new Essence.Notes(); // of its own: its orientation is not to be applied
    int from = data.length < 4 ? -1 : 4 + ByteBuffer.wrap(data).getInt();
    if (from < 4 || from > data.length) {
      notes.found.add(Finding.OTHER);
      return;
    }
    Exif.read(data, from, data.length - from, exif);
    notes.found.addAll(exif.found);
  }
}
