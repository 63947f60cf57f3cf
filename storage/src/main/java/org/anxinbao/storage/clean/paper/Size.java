package org.anxinbao.storage.clean.paper;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * A page as a reader sees it, turned upright.
 *
 * @param width in points
 * @param height in points
 * @param scale pixels a point
 */
record Size(float width, float height, float scale) {
  private static final float DPI = 150;
  private static final float LONGEST = 4_096;
  private static final float MOST_PIXELS = 12_000_000;

  /** Pages end at 14,400 points in every reader (ISO 32000-1, annex C.2). */
  private static final float LONGEST_IN_POINTS = 14_400;

  static Size of(PDPage page) throws IOException {
    var box = page.getCropBox();
    float width = box.getWidth();
    float height = box.getHeight();
    float longest = Math.max(width, height);
    if (!(Math.min(width, height) > 0 && longest <= LONGEST_IN_POINTS)) { // nor NaN
      throw new IOException("page size");
    }
    float scale =
        (float)
            Math.min(
                Math.min(DPI / 72, LONGEST / longest),
                Math.sqrt(MOST_PIXELS / ((double) width * height)));
    boolean turned = page.getRotation() % 180 != 0;
    return turned ? new Size(height, width, scale) : new Size(width, height, scale);
  }
}
