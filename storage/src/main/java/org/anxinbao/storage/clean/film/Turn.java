package org.anxinbao.storage.clean.film;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * How a picture is turned or mirrored to be upright: x' = ax + cy, y' = bx + dy (ISO/IEC 14496-12,
 * 6.2.2). By quarters only, as cameras do; what else a file's matrix says is not kept, so that it
 * tells nothing.
 */
record Turn(int a, int b, int c, int d) {
  static final int BYTES = 36;
  private static final int ONE = 1 << 16;
  private static final int ONE_OF_LAST = 1 << 30;

  static Turn of(AVCodecParameters parameters) {
    for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
      var data = parameters.coded_side_data().getPointer(i);
      if (data.type() == avcodec.AV_PKT_DATA_DISPLAYMATRIX && data.size() >= BYTES) {
        var matrix =
            new BytePointer(data.data())
                .capacity(BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        return of(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
      }
    }
    return new Turn(1, 0, 0, 1);
  }

  private static Turn of(int a, int b, int c, int d) {
    return Math.abs((long) a) + Math.abs((long) d) >= Math.abs((long) b) + Math.abs((long) c)
        ? new Turn(sign(a), 0, 0, sign(d))
        : new Turn(0, sign(b), sign(c), 0);
  }

  private static int sign(int value) {
    return value < 0 ? -1 : 1;
  }

  boolean isNone() {
    return a == 1 && d == 1;
  }

  private boolean isQuarter() {
    return b != 0;
  }

  /** Of a display matrix that leaves the picture in the quadrant where it is shown. */
  int[] matrix(int width, int height) {
    int x = (a < 0 ? width : 0) + (c < 0 ? height : 0);
    int y = (b < 0 ? width : 0) + (d < 0 ? height : 0);
    return new int[] {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, x * ONE, y * ONE, ONE_OF_LAST};
  }

  BufferedImage upright(BufferedImage picture) {
    if (isNone()) {
      return picture;
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    var turned =
        new BufferedImage(
            isQuarter() ? height : width, isQuarter() ? width : height, picture.getType());
    int left = (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0);
    int top = (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned.setRGB(left + a * x + c * y, top + b * x + d * y, picture.getRGB(x, y));
      }
    }
    return turned;
  }
}
