package org.anxinbao.storage.clean;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photograph taken apart. {@link #read} finds what lies beside the picture and refuses what would
 * cost too much; {@link #write} decodes, turns it upright, converts it to sRGB and encodes a new
 * file that has only pixels. Any exception, checked or not, means: cannot be cleaned.
 */
public final class Photograph {
  /** Media types that {@link #read} knows. */
  public static final List<String> TYPES =
      List.of("image/jpeg", "image/png", "image/webp", "image/gif");

  private static final float QUALITY = 0.9f;

  static {
    ImageIO.setUseCache(false); // a cache would lay plaintext on the disk
  }

  private final String type;
  private final Essence essence;

  private Photograph(String type, Essence essence) {
    this.type = type;
    this.essence = essence;
  }

  public static Photograph read(String type, byte[] file) throws IOException {
    Essence essence =
        switch (type) {
          case "image/jpeg" -> Jpeg.read(file);
          case "image/png" -> Png.read(file);
          case "image/webp" -> WebP.read(file);
          case "image/gif" -> Gif.read(file);
          default -> throw new IOException("type");
        };
    essence.check();
    return new Photograph(type, essence);
  }

  public Set<Finding> found() {
    return essence.found();
  }

  /** Estimate of the memory that {@link #write} needs, in bytes: decoded and turned. */
  public long memory() {
    return essence.bytes().length + essence.pixels() * 10;
  }

  /** Writes the clean file and answers its media type. */
  public String write(OutputStream to) throws IOException {
    BufferedImage picture = Pixels.upright(decode(), essence.orientation(), essence.profile());
    boolean png = essence.lossless() || picture.getColorModel().hasAlpha();
    String cleanType = png ? "image/png" : "image/jpeg";
    encode(picture, cleanType, to);
    return cleanType;
  }

  private BufferedImage decode() throws IOException {
    ImageReader reader = ImageIO.getImageReadersByMIMEType(type).next();
    try (var in = new ByteArrayImageInputStream(essence.bytes())) {
      reader.setInput(in, true, true);
      BufferedImage picture = reader.read(0);
      if (picture.getWidth() != essence.width() || picture.getHeight() != essence.height()) {
        throw new IOException("dimensions");
      }
      return picture;
    } finally {
      reader.dispose();
    }
  }

  private static void encode(BufferedImage picture, String type, OutputStream to)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
    try (var out = new MemoryCacheImageOutputStream(to)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (type.equals("image/jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
