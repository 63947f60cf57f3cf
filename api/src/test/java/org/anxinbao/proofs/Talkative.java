package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** A recording and a document that say more than what they are of. */
final class Talkative {
  private static final int RATE = 8_000;

  private Talkative() {}

  /** One second of a tone as WAV, with an artist and a comment (RIFF, LIST INFO), and a tail. */
  static byte[] recording(String artist, String comment) {
    var tone = ByteBuffer.allocate(RATE * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < RATE; i++) {
      tone.putShort((short) (9_000 * Math.sin(i * 2 * Math.PI * 440 / RATE)));
    }
    var format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    format.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    format.putShort((short) 2).putShort((short) 16);
    var info =
        joined(
            "INFO".getBytes(ISO_8859_1),
            chunk("IART", artist.getBytes(UTF_8)),
            chunk("ICMT", comment.getBytes(UTF_8)));
    var waves =
        joined(
            "WAVE".getBytes(ISO_8859_1),
            chunk("fmt ", format.array()),
            chunk("LIST", info),
            chunk("data", tone.array()));
    return joined(chunk("RIFF", waves), comment.getBytes(UTF_8));
  }

  /** A page with a grey field, an author, a link and a script. */
  static byte[] document(String author, String link) {
    var name = HexFormat.of().formatHex(author.getBytes(UTF_8));
    return """
    %%PDF-1.4
    1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('%2$s'\\))>>>> endobj
    2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Annots[5 0 R]>> endobj
    4 0 obj <</Length 26>> stream
    0.5 g 20 20 100 50 re f   \s
    endstream endobj
    5 0 obj <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://%2$s/)>>>> endobj
    6 0 obj <</Author<%1$s>/Title(%2$s)>> endobj
    trailer <</Root 1 0 R/Info 6 0 R>>
    %%%%EOF
    """
        .formatted(name, link)
        .getBytes(UTF_8);
  }

  private static byte[] chunk(String type, byte[] content) {
    var chunk =
        ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(type.getBytes(ISO_8859_1)).putInt(content.length).put(content).array();
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
