package org.anxinbao.storage.clean.paper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import java.util.TreeMap;

/** A PDF object by object, as no library would write it. Object 1 is the catalogue. */
final class RawPdf {
  private final StringBuilder text = new StringBuilder("%PDF-1.7\n");
  private final Map<Integer, Integer> offsets = new TreeMap<>();

  /** One page of 99 by 99 points; object 5 is its resource F, object 6 may be another one's. */
  static byte[] page(String content, String... entriesAndContents) {
    var pdf = new RawPdf();
    pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    pdf.object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf.object(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources"
            + "<</XObject<</F 5 0 R>>/Pattern<</F 5 0 R>>>>>>");
    pdf.stream(4, "<<", content);
    for (int i = 0; i < entriesAndContents.length; i += 2) {
      pdf.stream(5 + i / 2, entriesAndContents[i], entriesAndContents[i + 1]);
    }
    return pdf.bytes();
  }

  static String image(int width, int height, String more) {
    return "<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray"
            .formatted(width, height)
        + more;
  }

  void object(int number, String object) {
    offsets.put(number, text.length());
    text.append(number).append(" 0 obj\n").append(object).append("\nendobj\n");
  }

  /**
   * @param entries the beginning of its dictionary
   */
  void stream(int number, String entries, String content) {
    object(
        number,
        "%s/Length %d>>\nstream\n%s\nendstream".formatted(entries, content.length(), content));
  }

  byte[] bytes() {
    return bytes("");
  }

  /**
   * @param entry of the trailer; TABLE is where the table of objects begins
   */
  byte[] bytes(String entry) {
    int table = text.length();
    var all = new StringBuilder(text).append("xref\n0 1\n0000000000 65535 f \n");
    offsets.forEach(
        (number, offset) -> all.append("%d 1\n%010d 00000 n \n".formatted(number, offset)));
    all.append("trailer\n<</Root 1 0 R/Size %d ".formatted(offsets.size() + 1))
        .append(entry.replace("TABLE", Integer.toString(table)))
        .append(">>\nstartxref\n%d\n%%%%EOF\n".formatted(table));
    return all.toString().getBytes(ISO_8859_1);
  }
}
