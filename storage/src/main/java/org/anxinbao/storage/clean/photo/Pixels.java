package org.anxinbao.storage.clean.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * Makes any decoded picture an upright one of 8 bits a sample: grey, sRGB or sRGB with alpha. Works
 * by strips on the samples themselves, because Java's own drawing brightens grey pictures and is
 * slow with foreign profiles.
 */
final class Pixels {
  private static final int STRIP = 64;

  private final BufferedImage from;
  private final int width;
  private final int height;
  private final boolean alpha;
  private final int bands; // of colour, in the source: 1 or 3
  private final @Nullable ColorConvertOp conversion;

  private Pixels(BufferedImage from, byte @Nullable [] profile) {
    this.from = from;
    width = from.getWidth();
    height = from.getHeight();
    alpha = from.getColorModel().hasAlpha();
    bands = indexed() ? 3 : from.getRaster().getNumBands() - (alpha ? 1 : 0);
    conversion = profile == null ? null : conversion(profile, bands);
  }

  static BufferedImage upright(BufferedImage from, int orientation, byte @Nullable [] profile) {
    return new Pixels(from, profile).upright(orientation);
  }

  private boolean indexed() {
    return from.getColorModel() instanceof IndexColorModel;
  }

  /** A profile that is broken, or made for other colours, is left out. */
  private static @Nullable ColorConvertOp conversion(byte[] profile, int bands) {
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      return source.getNumComponents() != bands
          ? null
          : new ColorConvertOp(
              new ICC_Profile[] {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }

  private BufferedImage upright(int orientation) {
    int type = from.getType();
    boolean plain =
        type == BufferedImage.TYPE_3BYTE_BGR
            || type == BufferedImage.TYPE_4BYTE_ABGR
            || type == BufferedImage.TYPE_BYTE_GRAY;
    if (plain && orientation == 1 && conversion == null) {
      return from;
    }
    boolean grey = bands == 1 && !alpha && conversion == null;
    boolean lying = orientation >= 5;
    var to =
        new BufferedImage(
            lying ? height : width,
            lying ? width : height,
            grey
                ? BufferedImage.TYPE_BYTE_GRAY
                : alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    byte[] out = ((DataBufferByte) to.getRaster().getDataBuffer()).getData();
    int size = grey ? 1 : alpha ? 4 : 3;
    for (int top = 0; top < height; top += STRIP) {
      int rows = Math.min(STRIP, height - top);
      int[] samples = samples(top, rows);
      byte[] colours = colours(samples, rows);
      int shown = colours.length / (width * rows);
      for (int row = 0; row < rows; row++) {
        int target = place(orientation, 0, top + row);
        int step = place(orientation, 1, top + row) - target;
        for (int x = 0; x < width; x++, target += step) {
          int pixel = row * width + x;
          int at = target * size;
          if (alpha) {
            out[at++] = (byte) samples[(pixel + 1) * (bands + 1) - 1];
          }
          for (int band = grey ? 0 : 2; band >= 0; band--) {
            out[at++] = colours[pixel * shown + Math.min(band, shown - 1)];
          }
        }
      }
    }
    return to;
  }

  /** All samples of some rows, colours before alpha, 8 bits each. */
  private int[] samples(int top, int rows) {
    if (indexed()) {
      int[] argb = from.getRGB(0, top, width, rows, null, 0, width);
      int size = alpha ? 4 : 3;
      int[] samples = new int[argb.length * size];
      for (int i = 0; i < argb.length; i++) {
        samples[i * size] = argb[i] >> 16 & 0xff;
        samples[i * size + 1] = argb[i] >> 8 & 0xff;
        samples[i * size + 2] = argb[i] & 0xff;
        if (alpha) {
          samples[i * size + 3] = argb[i] >>> 24;
        }
      }
      return samples;
    }
    int[] samples = from.getRaster().getPixels(0, top, width, rows, (int[]) null);
    int shift = from.getSampleModel().getSampleSize(0) - 8;
    for (int i = 0; shift > 0 && i < samples.length; i++) {
      samples[i] >>= shift;
    }
    return samples;
  }

  private byte[] colours(int[] samples, int rows) {
    int size = bands + (alpha ? 1 : 0);
    byte[] colours = new byte[width * rows * bands];
    for (int i = 0, pixel = 0; i < colours.length; pixel += size) {
      for (int band = 0; band < bands; band++) {
        colours[i++] = (byte) samples[pixel + band];
      }
    }
    if (conversion == null) {
      return colours;
    }
    byte[] converted = new byte[width * rows * 3];
    conversion.filter(raster(colours, rows, bands), raster(converted, rows, 3));
    return converted;
  }

  private WritableRaster raster(byte[] bytes, int rows, int bands) {
    int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
    return Raster.createInterleavedRaster(
        new DataBufferByte(bytes, bytes.length), width, rows, width * bands, bands, offsets, null);
  }

  /** Where a pixel of the source goes, by EXIF's orientation (CIPA DC-008, tag 0x0112). */
  private int place(int orientation, int x, int y) {
    return switch (orientation) {
      case 2 -> y * width + (width - 1 - x);
      case 3 -> (height - 1 - y) * width + (width - 1 - x);
      case 4 -> (height - 1 - y) * width + x;
      case 5 -> x * height + y;
      case 6 -> x * height + (height - 1 - y);
      case 7 -> (width - 1 - x) * height + (height - 1 - y);
      case 8 -> (width - 1 - x) * height + y;
      default -> y * width + x;
    };
  }
}
