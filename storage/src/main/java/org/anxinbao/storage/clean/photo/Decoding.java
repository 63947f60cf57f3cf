package org.anxinbao.storage.clean.photo;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Makes pixels of a picture that has been found cheap enough. */
@FunctionalInterface
interface Decoding {
  BufferedImage decode() throws IOException;

  /** By Java's own readers and TwelveMonkeys'. */
  static Decoding of(String mediaType, byte[] file) {
    return () -> {
      ImageReader reader = ImageIO.getImageReadersByMIMEType(mediaType).next();
      try (var in = new ByteArrayImageInputStream(file)) {
        reader.setInput(in, true, true);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    };
  }
}
