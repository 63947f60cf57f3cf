package org.anxinbao.storage.clean;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * Makes pictures smaller by averaging areas, so that a fine pattern turns into its mean and not
 * into another pattern. Takes {@link BufferedImage#TYPE_3BYTE_BGR}, {@code TYPE_4BYTE_ABGR} and
 * {@code TYPE_BYTE_GRAY}, their data being the whole of an array.
 */
public final class Scale {
  private static final int ONE = 1 << 10; // weights are fractions of a pixel in 1024ths

  private final byte[] from;
  private final int bands;
  private final int fromWidth;
  private final int fromHeight;

  private Scale(BufferedImage picture) {
    from = bytes(picture);
    bands = picture.getRaster().getNumBands();
    fromWidth = picture.getWidth();
    fromHeight = picture.getHeight();
  }

  /** The picture itself if neither side is longer. */
  public static BufferedImage down(BufferedImage picture, int longest) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int side = Math.max(width, height);
    if (side <= longest) {
      return picture;
    }
    int toWidth = Math.max(1, Math.round((float) width * longest / side));
    int toHeight = Math.max(1, Math.round((float) height * longest / side));
    var to = new BufferedImage(toWidth, toHeight, picture.getType());
    new Scale(picture).into(bytes(to), toWidth, toHeight);
    return to;
  }

  /** On white, if it is transparent anywhere. */
  public static BufferedImage opaque(BufferedImage picture) {
    if (!picture.getColorModel().hasAlpha()) {
      return picture;
    }
    var to =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] in = bytes(picture);
    byte[] out = bytes(to);
    for (int i = 0, o = 0; i < in.length; i += 4) {
      int alpha = in[i] & 0xff;
      for (int band = 1; band <= 3; band++) {
        out[o++] = (byte) (((in[i + band] & 0xff) * alpha + 255 * (255 - alpha)) / 255);
      }
    }
    return to;
  }

  private static byte[] bytes(BufferedImage picture) {
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }

  private void into(byte[] to, int width, int height) {
    var columns = new Areas(fromWidth, width);
    var rows = new Areas(fromHeight, height);
    long[] sums = new long[width * bands];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      long weightOfRows = 0;
      for (int row = rows.first[y]; row <= rows.last[y]; row++) {
        int weight = rows.weight(y, row);
        addRow(row, weight, columns, sums);
        weightOfRows += weight;
      }
      for (int x = 0; x < width; x++) {
        long all = weightOfRows * columns.total(x);
        int at = x * bands;
        // what cannot be seen gives its neighbours no colour
        long seen = bands == 4 ? sums[at] : all;
        for (int band = 0; band < bands; band++) {
          long weights = bands == 4 && band == 0 ? all : Math.max(1, seen);
          to[y * width * bands + at + band] = (byte) ((sums[at + band] + weights / 2) / weights);
        }
      }
    }
  }

  private void addRow(int row, int weightOfRow, Areas columns, long[] sums) {
    for (int x = 0; x < columns.first.length; x++) {
      int first = columns.first[x];
      int last = columns.last[x];
      for (int band = 0; band < bands; band++) {
        int at = (row * fromWidth + first) * bands + band;
        long sum = sample(at, band) * columns.firstWeight[x];
        for (int column = first + 1; column < last; column++) {
          at += bands;
          sum += sample(at, band) * ONE;
        }
        if (last > first) {
          sum += sample(at + bands, band) * columns.lastWeight[x];
        }
        sums[x * bands + band] += sum * weightOfRow;
      }
    }
  }

  /** Colours as far as they are seen: alpha is the first of four bands. */
  private long sample(int at, int band) {
    int sample = from[at] & 0xff;
    return bands < 4 || band == 0 ? sample : sample * (from[at - band] & 0xff);
  }

  /** Which pixels of one dimension an output pixel covers, and how much of the outer ones. */
  private static final class Areas {
    final int[] first;
    final int[] last;
    final int[] firstWeight;
    final int[] lastWeight;

    Areas(int from, int to) {
      first = new int[to];
      last = new int[to];
      firstWeight = new int[to];
      lastWeight = new int[to];
      for (int i = 0; i < to; i++) {
        long begin = (long) i * from * ONE / to;
        long end = (long) (i + 1) * from * ONE / to;
        first[i] = (int) (begin / ONE);
        last[i] = (int) ((end - 1) / ONE);
        firstWeight[i] = (int) (Math.min(end, (first[i] + 1L) * ONE) - begin);
        lastWeight[i] = (int) (end - (long) last[i] * ONE);
      }
    }

    int weight(int i, int pixel) {
      return pixel == first[i] ? firstWeight[i] : pixel == last[i] ? lastWeight[i] : ONE;
    }

    long total(int i) {
      return first[i] == last[i]
          ? firstWeight[i]
          : firstWeight[i] + lastWeight[i] + (long) (last[i] - first[i] - 1) * ONE;
    }
  }
}
