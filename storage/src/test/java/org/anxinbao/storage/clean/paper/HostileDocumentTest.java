package org.anxinbao.storage.clean.paper;

import static org.anxinbao.storage.clean.paper.DocumentTest.clean;
import static org.anxinbao.storage.clean.paper.PdfFiles.SMALL;
import static org.anxinbao.storage.clean.paper.PdfFiles.fields;
import static org.anxinbao.storage.clean.paper.PdfFiles.pdf;
import static org.anxinbao.storage.clean.paper.RawPdf.image;
import static org.anxinbao.storage.clean.paper.RawPdf.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDocumentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldRefuseNoPagesAndTooMany() throws Exception {
    assertRefused(PdfFiles.plain(0));
    assertThat(outcome(PdfFiles.plain(50))).isTrue();
    assertRefused(PdfFiles.plain(51));
  }

  @Test
  void shouldRefuseWhatNeedsAPassword() throws Exception {
    assertRefused(
        pdf(
            document -> {
              fields(document, SMALL);
              document.protect(
                  new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            }));
  }

  @Test
  void shouldRefuseWhatWasCutShort() throws Exception {
    byte[] whole = PdfFiles.plain(2);
    for (int eighths = 0; eighths < 8; eighths++) {
      assertRefused(Arrays.copyOf(whole, whole.length * eighths / 8));
    }
    assertRefused(Arrays.copyOf(whole, whole.length - 8));
  }

  @Test
  void shouldRefuseAFormThatContainsItself() {
    assertRefused(page("/F Do", "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]", "/F Do"));
    assertRefused(page("/F Do", "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]", "/F Do /F Do"));
    assertRefused(
        page(
            "/F Do",
            "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency>>",
            "/F Do"));
    assertRefused(
        page(
            "/Pattern cs /F scn 0 0 99 99 re f",
            "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9",
            "/Pattern cs /F scn 0 0 9 9 re f"));
  }

  @Test
  void shouldRefuseFormsThatMultiply() {
    var pdf = new RawPdf();
    pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    pdf.object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf.object(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0"
            + " R>>>>>>");
    pdf.stream(4, "<<", "/F Do");
    for (int i = 5; i < 45; i++) {
      pdf.stream(
          i,
          "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F %d 0 R>>>>"
              .formatted(i + 1),
          "/F Do /F Do");
    }
    pdf.stream(45, "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]", "0 0 9 9 re f");
    assertRefused(pdf.bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JPXDecode", "JBIG2Decode", "DCTDecode"})
  void shouldRefuseAPictureThatCannotBeDecoded(String filter) {
    assertRefused(page("99 0 0 99 0 0 cm /F Do", image(8, 8, "/Filter/" + filter), "not that"));
    assertRefused(page("99 0 0 99 0 0 cm BI /W 8 /H 8 /BPC 8 /CS /G /F /DCT ID nothing EI"));
    assertRefused( // within a pattern, where PDFBox forgets it
        page(
            "/Pattern cs /F scn 0 0 99 99 re f",
            "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
                + "/Resources<</XObject<</F 6 0 R>>>>",
            "9 0 0 9 0 0 cm /F Do",
            image(8, 8, "/Filter/" + filter),
            "not that"));
  }

  @Test
  void shouldRefuseAPictureThatIsNotThere() {
    assertRefused(page("/G Do", "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]", ""));
  }

  /** Another font in its place would show other words. */
  @Test
  void shouldRefuseTextWhoseFontIsBrokenOrNotAtHand() {
    assertRefused(text("/Subtype/TrueType/BaseFont/A/FontDescriptor 6 0 R", "/FontFile2 7 0 R"));
    String wide = "/Subtype/Type0/BaseFont/Nowhere/Encoding/UniGB-UCS2-H/DescendantFonts[%s]";
    String unknown =
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Nowhere/CIDSystemInfo<</Registry(Adobe)"
            + "/Ordering(GB1)/Supplement 2>>/FontDescriptor 6 0 R>>";
    assertRefused(text(wide.formatted(unknown), ""));
  }

  private static byte[] text(String font, String descriptor) {
    var pdf = new RawPdf();
    pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    pdf.object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf.object(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
            + "/Resources<</Font<</F 5 0 R>>>>>>");
    pdf.stream(4, "<<", "BT /F 9 Tf 9 9 Td <E7C6E7C7> Tj ET"); // of private use in Unicode
    pdf.object(5, "<</Type/Font%s>>".formatted(font));
    pdf.object(6, "<</Type/FontDescriptor/FontName/A/Flags 4%s>>".formatted(descriptor));
    pdf.stream(7, "<<", "no font");
    return pdf.bytes();
  }

  @Test
  void shouldRefusePicturesByTheirDimensions() {
    assertRefused(page("9 0 0 9 0 0 cm /F Do", image(30_000, 30_000, ""), "0"));
    assertRefused(
        page(
            "9 0 0 9 0 0 cm /F Do",
            image(1, 1, "/SMask 6 0 R"),
            "0",
            image(30_000, 30_000, ""),
            "0"));
  }

  @Test
  void shouldNotFollowWhatLiesOutside() {
    byte[] file =
        page(
            "/F Do",
            "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/F(/etc/passwd)/FFilter/ASCIIHexDecode",
            "0 0 99 99 re f");
    assertThat(outcome(file)).isTrue();
    String launch = "<</S/Launch/F(/bin/true)>>";
    String address = "<</S/URI/URI(http://localhost:1/)>>";
    for (String action : List.of(launch, address)) {
      var pdf = new RawPdf();
      pdf.object(1, "<</Type/Catalog/Pages 2 0 R/OpenAction %s>>".formatted(action));
      pdf.object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
      pdf.object(
          3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/AA<</O %s>>>>".formatted(action));
      assertThat(outcome(pdf.bytes())).isTrue();
    }
  }

  @Test
  void shouldRefuseAPageThatIsLost() {
    for (String kids : List.of("3 0 R 9 0 R", "3 0 R 4 0 R", "3 0 R")) {
      var pdf = new RawPdf();
      pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
      pdf.object(2, "<</Type/Pages/Count 2/Kids[%s]>>".formatted(kids));
      pdf.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
      pdf.object(4, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 9 0 R>>");
      assertRefused(pdf.bytes());
    }
  }

  @Test
  void shouldEndWithPageTreesThatLoopOrAreDeep() {
    var loop = new RawPdf();
    loop.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    loop.object(2, "<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]/Parent 2 0 R>>");
    loop.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
    outcome(loop.bytes());

    var deep = new RawPdf();
    deep.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    for (int i = 2; i < 3_002; i++) {
      deep.object(
          i,
          "<</Type/Pages/Count 1/Kids[%d 0 R]/MediaBox[0 0 99 99]/Parent %d 0 R>>"
              .formatted(i + 1, i - 1));
    }
    deep.object(3_002, "<</Type/Page/Parent 3001 0 R>>");
    outcome(deep.bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Prev 0 ",
        "/Prev 9 ",
        "/Prev TABLE ",
        "/XRefStm TABLE ",
        "/Prev -1 ",
        "/Size 2000000000 "
      })
  void shouldEndWithTablesThatLoop(String entry) {
    var pdf = new RawPdf();
    pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    pdf.object(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
    outcome(pdf.bytes(entry));
  }

  @Test
  void shouldEndWithObjectStreamsThatLie() {
    for (String content : List.of("3 0 4 9 5 18", "4 0 <</Type/Page>>", "4 -9 9 99999999 ", "")) {
      for (String entries : List.of("/N 1/First 4", "/N 2000000000/First 8", "/N -1/First -1")) {
        var pdf = new RawPdf();
        pdf.object(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.object(2, "<</Type/Pages/Count 1/Kids[4 0 R]>>");
        pdf.stream(3, "<</Type/ObjStm/Extends 3 0 R" + entries, content);
        outcome(pdf.bytes());
      }
    }
  }

  @Test
  void shouldEndWithAPageOrARefusalWhateverIsBroken() throws Exception {
    var random = new Random(42);
    byte[] whole = PdfFiles.full();
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] broken = whole.clone();
      for (int flips = 0; flips < 8; flips++) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      refused += outcome(broken) ? 0 : 1;
    }
    assertThat(refused).isBetween(1, 199);
  }

  @Test
  void shouldRefusePagesWithoutASize() throws Exception {
    assertRefused(pdf(document -> document.addPage(new PDPage(new PDRectangle(0, 10)))));
    assertRefused(pdf(document -> document.addPage(new PDPage(new PDRectangle(99_999, 10)))));
  }

  private static void assertRefused(byte[] file) {
    assertThat(outcome(file)).isFalse();
  }

  /** Whether it was cleaned; what takes too long fails the test. */
  private static boolean outcome(byte[] file) {
    return Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try {
            return clean(file).length > 0;
          } catch (Exception | OutOfMemoryError | StackOverflowError refused) {
            return false;
          }
        });
  }
}
