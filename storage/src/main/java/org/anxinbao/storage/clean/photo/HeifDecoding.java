package org.anxinbao.storage.clean.photo;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes a mosaic tile by tile and puts together what of it is shown. */
final class HeifDecoding {
  private final HeifItems items;
  private final Mosaic mosaic;
  private final Colours colours;
  private @Nullable StillDecoder decoder;
  private byte[] configuration = new byte[0];

  private HeifDecoding(HeifItems items, Mosaic mosaic, Colours colours) {
    this.items = items;
    this.mosaic = mosaic;
    this.colours = colours;
  }

  static BufferedImage decode(HeifItems items, Mosaic mosaic, Rectangle shown, Colours colours)
      throws IOException {
    var decoding = new HeifDecoding(items, mosaic, colours);
    try {
      return decoding.decode(shown);
    } finally {
      decoding.close();
    }
  }

  private BufferedImage decode(Rectangle shown) throws IOException {
    var picture = new BufferedImage(shown.width, shown.height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] to = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < mosaic.tiles().size(); i++) {
      var place =
          new Rectangle(
              i % mosaic.columns() * mosaic.tileWidth(),
              i / mosaic.columns() * mosaic.tileHeight(),
              mosaic.tileWidth(),
              mosaic.tileHeight());
      Rectangle part = place.intersection(shown);
      if (part.isEmpty()) {
        continue;
      }
      HeifItems.Item tile = mosaic.tiles().get(i);
      StillDecoder.Pixmap from = decoder(tile).decode(items.data(tile.id()));
      ByteBuffer pixels = from.pixels();
      for (int y = 0; y < part.height; y++) {
        int row = part.y - place.y + y;
        pixels.get(
            row * from.stride() + (part.x - place.x) * 3,
            to,
            ((part.y - shown.y + y) * shown.width + part.x - shown.x) * 3,
            part.width * 3);
      }
    }
    return picture;
  }

  /** Tiles have one configuration, as a rule. */
  private StillDecoder decoder(HeifItems.Item tile) throws IOException {
    Coding coding = Coding.of(tile);
    byte[] needed = items.property(tile.id(), coding.configuration()).bytes();
    if (decoder == null || !Arrays.equals(needed, configuration)) {
      close();
      configuration = needed;
      decoder = new StillDecoder(coding, needed, mosaic.tileWidth(), mosaic.tileHeight(), colours);
    }
    return decoder;
  }

  private void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
