package org.anxinbao.storage.clean.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** ICC profiles (ICC.1), which are applied and then dropped: their texts name their makers. */
final class Profile {
  /** More than a profile for a picture ever has. */
  static final int MOST_BYTES = 4 << 20;

  private Profile() {}

  /** A profile that is broken, or made for other colours, is left out. */
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
      conversion.filter(pixel(bands), pixel(3));
      return conversion;
    } catch (IllegalArgumentException | CMMException broken) {
      return null;
    }
  }

  private static WritableRaster pixel(int bands) {
    return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 1, 1, bands, null);
  }
}
