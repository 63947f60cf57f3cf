package org.anxinbao.directory;

/**
 * What a tip may hold; the catalogue tells clients, the intake enforces the same values.
 *
 * @param textMin code points of a description, of which as many are neither space nor format
 *     characters
 * @param textMax code points of any text
 * @param files files of one tip
 * @param tipBytes of all files of one tip, cleaned
 * @param observedOnYears how far back {@code observedOn} may lie
 */
public record TipLimits(
    int textMin,
    int textMax,
    int files,
    long tipBytes,
    long imageBytes,
    long videoBytes,
    long audioBytes,
    long pdfBytes,
    int observedOnYears) {
  private static final long MB = 1024 * 1024;

  public static final TipLimits CURRENT =
      new TipLimits(10, 8_000, 9, 250 * MB, 20 * MB, 100 * MB, 20 * MB, 20 * MB, 10);

  /** Most bytes of a file of any kind, as it comes. */
  public long largestFile() {
    return Math.max(Math.max(imageBytes, videoBytes), Math.max(audioBytes, pdfBytes));
  }
}
