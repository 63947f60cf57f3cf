package org.anxinbao.storage.clean.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import org.anxinbao.storage.clean.Pictures;
import org.anxinbao.storage.clean.Product;
import org.anxinbao.storage.clean.Scale;

/**
 * Finds what lies beside the picture and refuses what would cost too much, before anything is
 * decoded; then decodes, turns upright, converts to sRGB, makes it smaller where it is too large,
 * and encodes a new file that has only pixels.
 */
public final class Photograph {
  /** Longest side of a clean picture, in pixels. */
  private static final int LONGEST = 4_096;

  /** Most bytes of a lossless copy; what needs more becomes a JPEG. */
  private static final int MOST_PNG = 20 << 20;

  private Photograph() {}

  /** A {@link org.anxinbao.storage.clean.Recipe}. */
  public static Product clean(String mediaType, byte[] file, OutputStream to) throws IOException {
    Essence essence = essence(mediaType, file);
    essence.check();
    BufferedImage picture =
        Scale.down(
            Pixels.upright(decode(essence), essence.orientation(), essence.profile()), LONGEST);
    boolean png =
        (essence.lossless() || picture.getColorModel().hasAlpha()) && writePng(picture, to);
    if (!png) {
      Pictures.writeJpeg(Scale.opaque(picture), to);
    }
    return new Product(
        png ? "image/png" : "image/jpeg", Pictures.preview(picture), essence.found());
  }

  /** Whether that was possible with a sensible length. */
  private static boolean writePng(BufferedImage picture, OutputStream to) throws IOException {
    var png = new Limited(MOST_PNG);
    try {
      Pictures.writePng(picture, png);
    } catch (IOException e) {
      if (png.exceeded()) {
        return false;
      }
      throw e;
    }
    png.writeTo(to);
    return true;
  }

  private static Essence essence(String mediaType, byte[] file) throws IOException {
    return switch (mediaType) {
      case "image/jpeg" -> Jpeg.read(file);
      case "image/png" -> Png.read(file);
      case "image/webp" -> WebP.read(file);
      case "image/gif" -> Gif.read(file);
      case "image/heic", "image/heif", "image/avif" -> Heif.read(file);
      case "image/tiff" -> Tiff.read(file);
      case "image/bmp" -> Bmp.read(file);
      default -> throw new IOException("type");
    };
  }

  private static BufferedImage decode(Essence essence) throws IOException {
    BufferedImage picture = essence.decoding().decode();
    if (picture.getWidth() != essence.width() || picture.getHeight() != essence.height()) {
      throw new IOException("dimensions");
    }
    return picture;
  }
}
