package org.anxinbao.storage.clean.paper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A PDF whose pages are a picture each (ISO 32000-1, 7.5). Written as it grows, so that one page is
 * in memory; it has no information dictionary, and no identifier, which others make of the time.
 */
final class PicturePdf {
  private static final int CATALOG = 1;
  private static final int PAGES = 2;

  private final OutputStream to;
  private final List<Long> offsets = new ArrayList<>(List.of(0L, 0L)); // of object 1 and so on
  private final StringBuilder kids = new StringBuilder();
  private int count;
  private long written;

  PicturePdf(OutputStream to) throws IOException {
    this.to = to;
    write("%PDF-1.4\n%");
    write(new byte[] {(byte) 0xe2, (byte) 0xe3, (byte) 0xcf, (byte) 0xd3, '\n'}); // not text
  }

  void add(BufferedImage picture, Size size) throws IOException {
    Encoded encoded = Encoded.of(picture);
    String width = points(size.width());
    String height = points(size.height());
    int image =
        stream(
            "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/%s"
                .formatted(
                    picture.getWidth(), picture.getHeight(), encoded.colours(), encoded.filter()),
            encoded.bytes());
    int content = stream("", "%s 0 0 %s 0 0 cm /P Do".formatted(width, height).getBytes(US_ASCII));
    int page = next();
    begin(page);
    write(
        "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</XObject<</P %d 0 R>>>>/Contents %d 0 R>>"
            .formatted(PAGES, width, height, image, content));
    write("\nendobj\n");
    kids.append(page).append(" 0 R ");
    count++;
  }

  void finish() throws IOException {
    begin(PAGES);
    write("<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n".formatted(count, kids));
    begin(CATALOG);
    write("<</Type/Catalog/Pages %d 0 R>>\nendobj\n".formatted(PAGES));
    long table = written;
    write("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
    for (long offset : offsets) {
      write("%010d 00000 n \n".formatted(offset));
    }
    write(
        "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(offsets.size() + 1, CATALOG, table));
  }

  private int stream(String entries, byte[] content) throws IOException {
    int object = next();
    begin(object);
    write("<<%s/Length %d>>\nstream\n".formatted(entries, content.length));
    write(content);
    write("\nendstream\nendobj\n");
    return object;
  }

  private int next() {
    offsets.add(0L);
    return offsets.size();
  }

  private void begin(int object) throws IOException {
    offsets.set(object - 1, written);
    write("%d 0 obj\n".formatted(object));
  }

  private static String points(float points) {
    return new BigDecimal(Float.toString(points)).toPlainString(); // a PDF has no exponents
  }

  private void write(String text) throws IOException {
    write(text.getBytes(US_ASCII));
  }

  private void write(byte[] bytes) throws IOException {
    to.write(bytes);
    written += bytes.length;
  }
}
