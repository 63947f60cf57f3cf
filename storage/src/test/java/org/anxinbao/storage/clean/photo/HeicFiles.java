package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.UTF16;
import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.xmp;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.anxinbao.storage.ExifFile;

/** HEIC as a phone writes it, full of canaries wherever one fits. */
final class HeicFiles {
  private HeicFiles() {}

  private static final int MARGIN = 4; // keeps a foreign colour out of what is shown

  /** Squares that cover the picture; what of them lies well outside is magenta. */
  static BufferedImage[] tiles(BufferedImage picture, int side) {
    int columns = (picture.getWidth() + side - 1) / side;
    int rows = (picture.getHeight() + side - 1) / side;
    return IntStream.range(0, columns * rows)
        .mapToObj(i -> tile(picture, i % columns * side, i / columns * side, side))
        .toArray(BufferedImage[]::new);
  }

  private static BufferedImage tile(BufferedImage picture, int left, int top, int side) {
    var tile = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int column = Math.min(left + x, picture.getWidth() - 1);
        int row = Math.min(top + y, picture.getHeight() - 1);
        boolean outside = left + x > column + MARGIN || top + y > row + MARGIN;
        tile.setRGB(x, y, outside ? Color.MAGENTA.getRGB() : picture.getRGB(column, row));
      }
    }
    return tile;
  }

  /** One picture alone. */
  static byte[] still(Stills still, byte[]... properties) {
    var file = new HeifFile();
    return file.bytes("mif1", file.item(still.type(), still.pictures().getFirst(), properties));
  }

  static byte[] phone(Stills tiles, int side, int width, int height, byte[]... properties) {
    var file = new HeifFile();
    int[] ids =
        tiles.pictures().stream()
            .mapToInt(
                tile ->
                    file.item(tiles.type(), tile, tiles.configuration(), HeifFile.size(side, side)))
            .toArray();
    int columns = (width + side - 1) / side;
    byte[][] all = new byte[properties.length + 1][];
    all[0] = HeifFile.size(width, height);
    System.arraycopy(properties, 0, all, 1, properties.length);
    int picture =
        file.item("grid", HeifFile.grid(ids.length / columns, columns, width, height), all);
    file.refer("dimg", picture, ids);
    talk(file, picture, tiles, side);
    return concat(file.bytes("heic", picture), UTF8);
  }

  /** All that is beside the picture. */
  private static void talk(HeifFile file, int picture, Stills tiles, int side) {
    byte[] size = HeifFile.size(side, side);
    byte[] exif = concat(HeifFile.u32(6), ascii("Exif\0\0"), ExifFile.exif(8));
    file.refer("cdsc", file.item("Exif", exif), picture);
    file.refer("cdsc", file.item("mime", xmp()), picture);
    byte[] coded = concat(tiles.pictures().getFirst(), UTF8);
    file.refer("thmb", file.item(tiles.type(), coded, tiles.configuration(), size), picture);
    byte[] depth = HeifFile.full("auxC", 0, concat(UTF8, new byte[1]), UTF16);
    file.refer("auxl", file.item(tiles.type(), coded, tiles.configuration(), size, depth), picture);
  }
}
