package org.anxinbao.storage.clean.paper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.clean.paper.PdfFiles.CANARY;
import static org.anxinbao.storage.clean.paper.PdfFiles.FIELDS;
import static org.anxinbao.storage.clean.paper.PdfFiles.SMALL;
import static org.anxinbao.storage.clean.paper.PdfFiles.fields;
import static org.anxinbao.storage.clean.paper.PdfFiles.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Product;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.RenderDestination;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
  @Test
  @Tag("P16")
  void shouldLeaveOnlyWhatThePagesLookLike(@TempDir Path directory) throws Exception {
    var out = new ByteArrayOutputStream();
    Product product = Document.clean("application/pdf", PdfFiles.full(), out);
    assertNoCanary(out.toByteArray());
    assertThat(product.mediaType()).isEqualTo("application/pdf");
    assertThat(product.removed())
        .containsExactlyInAnyOrder(
            Finding.AUTHOR,
            Finding.TIME,
            Finding.TEXT,
            Finding.XMP,
            Finding.SCRIPT,
            Finding.LINKS,
            Finding.ATTACHMENTS,
            Finding.FORM,
            Finding.COMMENT,
            Finding.TRAILING,
            Finding.OTHER);

    Files.write(directory.resolve("clean.pdf"), out.toByteArray());
    assertThat(
            Tools.exiftool(
                    directory,
                    "-a",
                    "-u",
                    "-s",
                    "-G1",
                    "--System:all",
                    "--ExifTool:all",
                    "clean.pdf")
                .lines()
                .map(line -> line.replaceAll(" +", " ")))
        .containsExactlyInAnyOrder(
            "[File] FileType : PDF",
            "[File] FileTypeExtension : pdf",
            "[File] MIMEType : application/pdf",
            "[PDF] PDFVersion : 1.4",
            "[PDF] Linearized : No",
            "[PDF] PageCount : 1");
  }

  @Test
  @Tag("P16")
  void shouldMakeTheSameOfTheSame() throws Exception {
    byte[] file = PdfFiles.full();
    assertThat(clean(file)).isEqualTo(clean(file));
  }

  @Test
  void shouldLookAsAViewerShowsIt() throws Exception {
    byte[] file = PdfFiles.full();
    byte[] clean = clean(file);
    try (var before = Loader.loadPDF(file);
        var after = Loader.loadPDF(clean)) {
      BufferedImage expected = shown(before, 0);
      BufferedImage picture = shown(after, 0);
      assertThat(picture.getWidth()).isEqualTo(expected.getWidth()).isEqualTo(600);
      assertThat(difference(picture, expected)).isLessThan(3);
      assertThat(new Color(picture.getRGB(150, 75)).getRed()).isGreaterThan(240); // layer hidden
      assertThat(darkest(picture, 320, 180, 560, 215)).isLessThan(60); // the field's value is shown
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0123", "90,2031", "180,3210", "270,1302"})
  void shouldKeepPagesUprightAndTheirSize(int rotation, String order) throws Exception {
    byte[] file =
        pdf(
            document -> {
              fields(document, SMALL);
              fields(document, new PDRectangle(20, 30, 300, 200)).setRotation(rotation);
            });
    try (var clean = Loader.loadPDF(clean(file))) {
      assertThat(clean.getNumberOfPages()).isEqualTo(2);
      assertThat(clean.getPage(0).getMediaBox().getWidth()).isEqualTo(144);
      var box = clean.getPage(1).getMediaBox();
      assertThat(clean.getPage(1).getRotation()).isZero();
      assertThat(box.getWidth()).isEqualTo(rotation % 180 == 0 ? 300 : 200);
      assertThat(box.getHeight()).isEqualTo(rotation % 180 == 0 ? 200 : 300);
      BufferedImage picture = shown(clean, 1);
      for (int i = 0; i < 4; i++) {
        int x = picture.getWidth() * (i % 2 * 2 + 1) / 4;
        int y = picture.getHeight() * (i / 2 * 2 + 1) / 4;
        assertNear(picture.getRGB(x, y), FIELDS[order.charAt(i) - '0']);
      }
    }
  }

  @Test
  void shouldPreviewTheFirstPage() throws Exception {
    var product = Document.clean("application/pdf", PdfFiles.plain(2), new ByteArrayOutputStream());
    BufferedImage preview = ImageIO.read(new ByteArrayInputStream(product.preview()));
    assertThat(preview.getWidth()).isEqualTo(300);
    assertNear(preview.getRGB(60, 40), Color.RED);
    assertNear(preview.getRGB(60, 110), Color.BLUE);
  }

  @Test
  void shouldBoundAPagesPixels() throws Exception {
    byte[] file =
        pdf(
            document -> {
              fields(document, new PDRectangle(14_400, 200));
              fields(document, new PDRectangle(14_400, 14_400));
            });
    try (var clean = Loader.loadPDF(clean(file))) {
      assertThat(clean.getPage(0).getMediaBox().getWidth()).isEqualTo(14_400);
      assertThat(picture(clean, 0).getInt(COSName.WIDTH)).isBetween(4_090, 4_096);
      int side = picture(clean, 1).getInt(COSName.WIDTH);
      assertThat(side * side).isBetween(11_900_000, 12_000_000);
    }
  }

  @Test
  void shouldDrawTextInAnEmbeddedFont() throws Exception {
    byte[] file =
        pdf(
            document -> {
              var page = fields(document, SMALL);
              var font =
                  PDType0Font.load(
                      document,
                      PDDocument.class.getResourceAsStream(
                          "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
              try (var content =
                  new PDPageContentStream(
                      document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                content.setNonStrokingColor(Color.BLACK);
                content.beginText();
                content.setFont(font, 20);
                content.newLineAtOffset(80, 10);
                content.showText("Привет");
                content.endText();
              }
            });
    try (var clean = Loader.loadPDF(clean(file))) {
      assertThat(darkest(shown(clean, 0), 166, 100, 290, 130)).isLessThan(40);
    }
  }

  @Test
  void shouldKeepPrintedTextWithoutLoss() throws Exception {
    byte[] file =
        pdf(
            document -> {
              var page = new PDPage(PDRectangle.A4);
              document.addPage(page);
              try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(80, 700);
                content.showText("The guard is missing at press 7.");
                content.endText();
              }
            });
    try (var before = Loader.loadPDF(file);
        var after = Loader.loadPDF(clean(file))) {
      assertThat(picture(after, 0).getCOSName(COSName.FILTER)).isEqualTo(COSName.FLATE_DECODE);
      var expected =
          new PDFRenderer(before).renderImage(0, 150f / 72, ImageType.BGR, RenderDestination.VIEW);
      var image = new PDImageXObject(new PDStream(picture(after, 0)), null);
      assertThat(difference(image.getImage(), expected)).isZero();
    }
  }

  @Test
  void shouldOpenWhatNeedsNoPassword() throws Exception {
    byte[] file =
        pdf(
            document -> {
              fields(document, SMALL);
              document.getDocumentInformation().setAuthor(CANARY);
              var policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
              policy.setEncryptionKeyLength(128);
              document.protect(policy);
            });
    var out = new ByteArrayOutputStream();
    assertThat(Document.clean("application/pdf", file, out).removed())
        .containsExactlyInAnyOrder(Finding.AUTHOR);
    try (var clean = Loader.loadPDF(out.toByteArray())) {
      assertThat(clean.isEncrypted()).isFalse();
      assertNear(shown(clean, 0).getRGB(60, 40), Color.RED);
    }
  }

  static byte[] clean(byte[] file) throws IOException {
    var out = new ByteArrayOutputStream();
    Document.clean("application/pdf", file, out);
    return out.toByteArray();
  }

  private static void assertNoCanary(byte[] bytes) throws IOException {
    var all = new ByteArrayOutputStream();
    all.write(bytes);
    try (var document = Loader.loadPDF(bytes)) {
      for (var key : document.getDocument().getXrefTable().keySet()) {
        if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
          try (var in = stream.createInputStream()) {
            in.transferTo(all);
          }
        }
      }
    }
    String text = all.toString(ISO_8859_1);
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      for (String canary : List.of(CANARY, "Canary4711", "anary", "金丝雀")) {
        assertThat(text).doesNotContain(new String(canary.getBytes(charset), ISO_8859_1));
      }
    }
    assertThat(text).doesNotContain("/Info", "/ID", "PDFBox", "xmp", "/Metadata", "/Annots");
  }

  private static BufferedImage shown(PDDocument document, int page) throws IOException {
    return new PDFRenderer(document)
        .renderImage(page, 150f / 72, ImageType.RGB, RenderDestination.VIEW);
  }

  private static COSStream picture(PDDocument document, int page) throws IOException {
    var resources = document.getPage(page).getResources();
    return resources.getXObject(resources.getXObjectNames().iterator().next()).getCOSObject();
  }

  /** Mean difference of a channel. */
  private static double difference(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
        }
      }
    }
    return (double) sum / one.getWidth() / one.getHeight() / 3;
  }

  private static int darkest(BufferedImage picture, int left, int top, int right, int bottom) {
    int darkest = 255;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        var colour = new Color(picture.getRGB(x, y));
        darkest =
            Math.min(
                darkest, Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue())));
      }
    }
    return darkest;
  }

  private static void assertNear(int rgb, Color expected) {
    var actual = new Color(rgb);
    assertThat(
            Math.max(
                Math.abs(actual.getRed() - expected.getRed()),
                Math.max(
                    Math.abs(actual.getGreen() - expected.getGreen()),
                    Math.abs(actual.getBlue() - expected.getBlue()))))
        .as("%s, expected %s", actual, expected)
        .isLessThanOrEqualTo(12);
  }
}
