package org.anxinbao.storage.clean.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** ICC profiles (ICC.1), which are applied and then dropped: their texts name their makers. */
final class Profile {
  /** More than a profile for a picture ever has. */
  static final int MOST_BYTES = 4 << 20;

  private static final int STEPS = 16; // of a colour, to look at

  private Profile() {}

  /** A profile that is broken, made for other colours or sRGB itself, is left out. */
  static @Nullable ColorConvertOp toSrgb(byte[] profile, int bands) {
    if (profile.length > MOST_BYTES) {
      return null;
    }
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      if (source.getNumComponents() != bands) {
        return null;
      }
      var conversion =
          new ColorConvertOp(
              new ICC_Profile[] {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
      return changes(conversion, bands) ? conversion : null;
    } catch (IllegalArgumentException | CMMException broken) {
      return null;
    }
  }

  /** Many profiles only say sRGB at length; then there is nothing to convert. */
  private static boolean changes(ColorConvertOp conversion, int bands) {
    int size = STEPS * STEPS * STEPS;
    WritableRaster from =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size, 1, bands, null);
    WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size, 1, 3, null);
    for (int i = 0; i < size; i++) {
      int[] steps = {i % STEPS, i / STEPS % STEPS, i / STEPS / STEPS, 0};
      for (int band = 0; band < bands; band++) {
        from.setSample(i, 0, band, steps[band] * 255 / (STEPS - 1));
      }
    }
    conversion.filter(from, to);
    if (bands != 3) {
      return true;
    }
    int[] before = from.getPixels(0, 0, size, 1, (int[]) null);
    int[] after = to.getPixels(0, 0, size, 1, (int[]) null);
    return IntStream.range(0, before.length).anyMatch(i -> Math.abs(before[i] - after[i]) > 1);
  }
}
