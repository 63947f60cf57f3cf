package org.anxinbao.storage.clean.photo;

import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PackedColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes any decoded picture an upright one of 8 bits a sample: grey, sRGB or sRGB with alpha. Works
 * by strips on the samples themselves, because Java's own drawing brightens grey pictures and is
 * slow with foreign profiles.
 */
final class Pixels {
  private static final int STRIP = 64;
  private static final int[] BGR = {2, 1, 0};

  private final BufferedImage from;
  private final int width;
  private final int height;
  private final boolean alpha;
  private final boolean packed; // whose samples are no bytes yet
  private final int bands; // of colour, in the source: 1, 3 or 4
  private final @Nullable ColorConvertOp conversion;
  private final int size; // of a pixel in the result

  private Pixels(BufferedImage from, byte @Nullable [] profile) {
    this.from = from;
    width = from.getWidth();
    height = from.getHeight();
    alpha = from.getColorModel().hasAlpha();
    packed =
        from.getColorModel() instanceof IndexColorModel
            || from.getColorModel() instanceof PackedColorModel;
    bands = packed ? 3 : from.getRaster().getNumBands() - (alpha ? 1 : 0);
    conversion = profile == null ? null : Profile.toSrgb(profile, bands);
    size = alpha ? 4 : bands == 1 && conversion == null ? 1 : 3;
    from.coerceData(false); // colours not multiplied with alpha
  }

  static BufferedImage upright(BufferedImage from, int orientation, byte @Nullable [] profile) {
    return new Pixels(from, profile).upright(orientation);
  }

  private BufferedImage upright(int orientation) {
    if (orientation == 1 && conversion == null && plain()) {
      return from;
    }
    boolean lying = orientation >= 5;
    var to =
        new BufferedImage(
            lying ? height : width,
            lying ? width : height,
            switch (size) {
              case 1 -> BufferedImage.TYPE_BYTE_GRAY;
              case 3 -> BufferedImage.TYPE_3BYTE_BGR;
              default -> BufferedImage.TYPE_4BYTE_ABGR;
            });
    byte[] out = bytes(to);
    for (int top = 0; top < height; top += STRIP) {
      int rows = Math.min(STRIP, height - top);
      place(strip(top, rows), top, rows, orientation, out);
    }
    return to;
  }

  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** Whether the samples lie as in the result, and nothing else with them. */
  private boolean plain() {
    return switch (from.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR,
          BufferedImage.TYPE_BYTE_GRAY ->
          bytes(from).length == width * height * (bands + (alpha ? 1 : 0));
      default -> false;
    };
  }

  /** Some rows, each pixel as in the result. */
  private byte[] strip(int top, int rows) {
    if (plain() && (conversion == null || (size == 3 && bands == 3))) {
      byte[] strip =
          Arrays.copyOfRange(bytes(from), top * width * size, (top + rows) * width * size);
      if (conversion != null) {
        conversion.filter(raster(strip, rows, 3, BGR), raster(strip, rows, 3, BGR));
      }
      return strip;
    }
    byte[] strip = new byte[rows * width * size];
    byte[] samples = samples(top, rows);
    byte[] colours = colours(samples, rows);
    int shown = colours.length / (width * rows);
    for (int pixel = 0, at = 0; at < strip.length; pixel++) {
      if (alpha) {
        strip[at++] = samples[(pixel + 1) * (bands + 1) - 1];
      }
      for (int band = size == 1 ? 0 : 2; band >= 0; band--) {
        strip[at++] = colours[pixel * shown + Math.min(band, shown - 1)];
      }
    }
    return strip;
  }

  /** All samples of some rows, colours before alpha, 8 bits each. */
  private byte[] samples(int top, int rows) {
    int all = bands + (alpha ? 1 : 0);
    byte[] samples = new byte[rows * width * all];
    if (packed) {
      int[] argb = from.getRGB(0, top, width, rows, null, 0, width);
      for (int i = 0, at = 0; i < argb.length; i++) {
        for (int shift = 16; shift >= 0; shift -= 8) {
          samples[at++] = (byte) (argb[i] >> shift);
        }
        if (alpha) {
          samples[at++] = (byte) (argb[i] >>> 24);
        }
      }
      return samples;
    }
    int[] values = from.getRaster().getPixels(0, top, width, rows, (int[]) null);
    int[] bits = from.getSampleModel().getSampleSize();
    for (int i = 0; i < samples.length; i++) {
      int most = (1 << bits[i % all]) - 1;
      samples[i] = (byte) (most == 255 ? values[i] : (values[i] * 255 + most / 2) / most);
    }
    return samples;
  }

  private byte[] colours(byte[] samples, int rows) {
    int all = bands + (alpha ? 1 : 0);
    byte[] colours = new byte[rows * width * bands];
    for (int i = 0, pixel = 0; i < colours.length; pixel += all) {
      for (int band = 0; band < bands; band++) {
        colours[i++] = samples[pixel + band];
      }
    }
    if (conversion != null) {
      byte[] converted = new byte[rows * width * 3];
      int[] order = {0, 1, 2, 3};
      conversion.filter(
          raster(colours, rows, bands, Arrays.copyOf(order, bands)),
          raster(converted, rows, 3, Arrays.copyOf(order, 3)));
      return converted;
    }
    return bands == 4 ? withoutInks(colours) : colours;
  }

  /** Cyan, magenta, yellow and black of unknown inks. */
  private static byte[] withoutInks(byte[] inks) {
    byte[] colours = new byte[inks.length / 4 * 3];
    for (int i = 0, at = 0; i < inks.length; i += 4) {
      int black = inks[i + 3] & 0xff;
      for (int band = 0; band < 3; band++) {
        colours[at++] = (byte) ((255 - (inks[i + band] & 0xff)) * (255 - black) / 255);
      }
    }
    return colours;
  }

  private WritableRaster raster(byte[] bytes, int rows, int bands, int[] offsets) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(bytes, bytes.length), width, rows, width * bands, bands, offsets, null);
  }

  /** Column by column where rows become columns, so that neighbours are written together. */
  private void place(byte[] strip, int top, int rows, int orientation, byte[] out) {
    if (orientation == 1) {
      System.arraycopy(strip, 0, out, top * width * size, strip.length);
      return;
    }
    boolean lying = orientation >= 5;
    int lines = lying ? width : rows;
    int length = lying ? rows : width;
    for (int line = 0; line < lines; line++) {
      int x = lying ? line : 0;
      int y = lying ? 0 : line;
      int to = place(orientation, x, top + y) * size;
      int step = (place(orientation, lying ? x : 1, top + (lying ? 1 : y)) * size) - to;
      int at = (y * width + x) * size;
      int next = lying ? width * size : size;
      for (int i = 0; i < length; i++, at += next, to += step) {
        for (int band = 0; band < size; band++) {
          out[to + band] = strip[at + band];
        }
      }
    }
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
