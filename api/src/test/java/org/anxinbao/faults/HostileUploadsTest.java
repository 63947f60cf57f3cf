package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and names that mean harm: a clear answer, and everybody else is served meanwhile. */
class HostileUploadsTest extends FaultTest {
  /** A page that draws a form that draws itself: it never ends. */
  private static final String ENDLESS_PDF =
      """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>> endobj
      4 0 obj <</Length 5>> stream
      /F Do
      endstream endobj
      5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>> stream
      /F Do /F Do
      endstream endobj
      trailer <</Root 1 0 R>>
      %%EOF
      """;

  static Stream<String> names() {
    return Stream.of(
        "../../../../etc/passwd",
        "..\\\\..\\\\windows\\\\win.ini",
        "/etc/shadow",
        "a\u0000.jpg",
        "\u202egpj.exe",
        "李明的照片.jpg",
        "x".repeat(300) + ".jpg",
        "a.php;.jpg",
        "%2e%2e%2f.jpg",
        "page.html",
        "");
  }

  /** The name is never looked at, and is in no answer. */
  @ParameterizedTest
  @MethodSource("names")
  @Tag("P16")
  void shouldNotCareForNames(String name) {
    var answer = admitted().form(Phone.filePart("file", name, "text/html", Reporter.photograph()));
    assertThat(answer.status()).as(answer.body()).isIn(201, 400);
    if (!name.isEmpty()) {
      assertThat(answer.body()).doesNotContain(name);
    }
    if (answer.status() == 201) {
      assertThat(answer.json().path("mediaType").asString()).isEqualTo("image/jpeg");
    }
  }

  /** The type that a part claims is not looked at either, but it must be one. */
  @Test
  void shouldRefuseAPartWhoseTypeIsNone() {
    for (var type : new String[] {"text/html; charset=utf-7", "//", "image/jpeg; a=\u00fc"}) {
      var part = Phone.filePart("file", "a.jpg", type, Reporter.photograph());
      assertThat(admitted().form(part).status()).isIn(201, 400);
    }
  }

  @Test
  void shouldSayWhatToDoInsteadOfADocument() throws IOException {
    for (var file : new byte[][] {zip("word/document.xml"), zip("a.txt"), zip("xl/workbook.xml")}) {
      var answer = admitted().uploads(file).isProblem(415);
      assertThat(answer.json().path("detail").asString()).contains("拍照", "PDF");
      assertThat(answer.json().path("welcome").toString())
          .contains("image/heic", "video/mp4", "audio/mpeg", "application/pdf");
    }
  }

  @Test
  void shouldRefuseWhatIsNoFileOfThatKind() {
    for (var file :
        new String[] {
          "",
          "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n",
          "ffconcat version 1.0\nfile '/etc/passwd'\n",
          "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1/'/></svg>",
          "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
        }) {
      admitted().uploads(file.getBytes(UTF_8)).isProblem(415);
    }
    admitted().uploads("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(ISO_8859_1)).isProblem(422);
    admitted().uploads("%PDF-1.7\n%%EOF\n".getBytes(UTF_8)).isProblem(422);
    admitted().uploads("\u00ff\u00d8\u00ff\u00e0".getBytes(ISO_8859_1)).isProblem(422);
  }

  @Test
  void shouldServeOthersWhileAFileDoesNotEnd() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var endless = threads.submit(() -> admitted().uploads(ENDLESS_PDF.getBytes(UTF_8)));
      for (int i = 0; i < 5; i++) {
        assertThat(admitted().uploads(Reporter.photograph()).status()).isEqualTo(201);
      }
      endless.get().isProblem(422);
    }
  }

  private static byte[] zip(String entry) throws IOException {
    var file = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("<document/>".getBytes(UTF_8));
    }
    return file.toByteArray();
  }
}
