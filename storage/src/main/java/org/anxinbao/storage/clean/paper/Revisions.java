package org.anxinbao.storage.clean.paper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * How a file is laid out, whatever its objects say.
 *
 * @param whole its last object is followed by an end mark, as no beginning of a file is
 * @param surplus bytes before or after the document, or earlier states of it
 */
record Revisions(boolean whole, boolean surplus) {
  private static final String END = "%%EOF";

  static Revisions of(byte[] file) {
    var text = new String(file, ISO_8859_1); // a byte a character
    int end = text.lastIndexOf(END);
    boolean whole = end > text.lastIndexOf("endobj");
    boolean surplus =
        !text.startsWith("%PDF-")
            || !text.substring(end + END.length()).isBlank()
            || tables(text) > (text.contains("/Linearized") ? 2 : 1);
    return new Revisions(whole, surplus);
  }

  private static int tables(String text) {
    int tables = 0;
    for (int at = text.indexOf("startxref"); at >= 0; at = text.indexOf("startxref", at + 1)) {
      tables++;
    }
    return tables;
  }
}
