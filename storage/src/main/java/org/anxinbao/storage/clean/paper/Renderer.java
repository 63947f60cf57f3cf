package org.anxinbao.storage.clean.paper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Draws pages as a viewer shows them. Where PDFBox leaves out what it cannot draw and says so in a
 * log, this one refuses: a page that lies is worse than none.
 */
final class Renderer extends PDFRenderer {
  private static final int MOST_OPERATORS = 10_000_000;
  private static final int MOST_FORMS = 20_000;
  private static final int DEEPEST = 50; // PDFBox leaves out deeper forms
  private static final long MOST_PIXELS = 50_000_000;

  private int operators;
  private int forms;

  Renderer(PDDocument document) {
    super(document);
  }

  BufferedImage render(int page, Size size) throws IOException {
    return renderImage(page, size.scale(), ImageType.BGR, RenderDestination.VIEW);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new Drawer(parameters);
  }

  /** Unchecked, as PDFBox catches and forgets the checked ones. */
  private static RuntimeException refused(String why) {
    return new UncheckedIOException(new IOException(why));
  }

  private final class Drawer extends PageDrawer {
    Drawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      if (++operators > MOST_OPERATORS) {
        throw refused("operators");
      }
      super.processOperator(operator, operands);
    }

    @Override
    protected void operatorException(
        Operator operator, List<COSBase> operands, IOException exception) throws IOException {
      boolean picture =
          exception instanceof MissingImageReaderException
              || operator.getName().equals("Do")
              || operator.getName().equals("BI");
      if (picture) {
        throw refused("picture");
      }
      super.operatorException(operator, operands, exception);
    }

    @Override
    public void increaseLevel() {
      super.increaseLevel();
      if (++forms > MOST_FORMS || getLevel() > DEEPEST) {
        throw refused("forms");
      }
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      check(image);
      if (image instanceof PDImageXObject object) {
        check(object.getMask());
        check(object.getSoftMask());
      }
      super.drawImage(image);
    }

    private static void check(@Nullable PDImage image) {
      if (image != null && (long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
        throw refused("pixels");
      }
    }

    /** Refuses text in a broken font, and characters for which no font is at hand. */
    @Override
    protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
        throws IOException {
      if (font.isDamaged()
          || font instanceof PDType0Font wide && !wide.isEmbedded() && !wide.hasGlyph(code)) {
        throw refused("font");
      }
      super.showFontGlyph(matrix, font, code, displacement);
    }
  }
}
