package org.anxinbao.storage.clean;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures: pixels, and nothing beside them. */
public final class Pictures {
  /** A preview's long side, in pixels. */
  public static final int PREVIEW = 480;

  private static final float QUALITY = 0.9f;
  private static final float PREVIEW_QUALITY = 0.8f;

  static {
    ImageIO.setUseCache(false); // a cache would lay plaintext on the disk
  }

  private Pictures() {}

  /** A JPEG. The picture has no alpha. */
  public static void writeJpeg(BufferedImage picture, OutputStream to) throws IOException {
    write(picture, "image/jpeg", QUALITY, to);
  }

  /**
   * A JPEG of another quality than a photograph's.
   *
   * @param quality above 0, up to 1
   */
  public static void writeJpeg(BufferedImage picture, float quality, OutputStream to)
      throws IOException {
    write(picture, "image/jpeg", quality, to);
  }

  public static void writePng(BufferedImage picture, OutputStream to) throws IOException {
    write(picture, "image/png", 0, to);
  }

  /**
   * A JPEG of at most {@link #PREVIEW} pixels on its long side; what is transparent is white.
   *
   * @param picture as {@link Scale} takes it
   */
  public static byte[] preview(BufferedImage picture) throws IOException {
    var out = new ByteArrayOutputStream();
    write(Scale.opaque(Scale.down(picture, PREVIEW)), "image/jpeg", PREVIEW_QUALITY, out);
    return out.toByteArray();
  }

  private static void write(BufferedImage picture, String type, float quality, OutputStream to)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
    try (var out = new MemoryCacheImageOutputStream(to)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (quality > 0) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
