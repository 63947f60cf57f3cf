package org.anxinbao.storage.clean.paper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import org.anxinbao.storage.clean.Pictures;
import org.anxinbao.storage.clean.Product;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Renders a PDF's pages, one after another, into a new PDF of pictures. What a reader sees stays,
 * and nothing else: text becomes pixels, a script or an author has no place to be.
 */
public final class Document {
  private static final int MOST_PAGES = 50;

  private Document() {}

  /** A {@link org.anxinbao.storage.clean.Recipe}. */
  public static Product clean(String mediaType, byte[] file, OutputStream to) throws IOException {
    Revisions revisions = Revisions.of(file);
    if (!revisions.whole()) {
      throw new IOException("cut short");
    }
    try (PDDocument document =
        Loader.loadPDF(file, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
      int pages = pages(document);
      var renderer = new Renderer(document);
      var pictures = new PicturePdf(to);
      byte[] preview = null;
      for (int i = 0; i < pages; i++) {
        Size size = Size.of(document.getPage(i));
        BufferedImage picture = renderer.render(i, size);
        pictures.add(picture, size);
        if (preview == null) {
          preview = Pictures.preview(picture);
        }
      }
      pictures.finish();
      return new Product("application/pdf", preview, Traces.of(document, revisions));
    }
  }

  private static int pages(PDDocument document) throws IOException {
    int pages = document.getNumberOfPages();
    if (pages < 1 || pages > MOST_PAGES) {
      throw new IOException("pages");
    }
    int found = 0;
    for (var page : document.getPages()) {
      COSDictionary entries = page.getCOSObject();
      boolean lost = entries.size() == 1; // PDFBox puts an empty page in its place
      boolean blank =
          entries.containsKey(COSName.CONTENTS)
              && entries.getDictionaryObject(COSName.CONTENTS) == null;
      found += lost || blank ? 0 : 1;
    }
    if (found != pages) {
      throw new IOException("page tree");
    }
    var form = document.getDocumentCatalog().getAcroForm(); // draws fields that have no appearance
    if (form != null && form.xfaIsDynamic()) { // its page only says that another program is needed
      throw new IOException("XFA");
    }
    return pages;
  }
}
