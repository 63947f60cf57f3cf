package org.anxinbao.storage.clean.paper;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.jspecify.annotations.Nullable;

/** What a PDF holds beside its pages' looks. */
final class Traces {
  private final Set<Finding> found = EnumSet.noneOf(Finding.class);

  private Traces() {}

  static Set<Finding> of(PDDocument document, Revisions revisions) throws IOException {
    var traces = new Traces();
    if (revisions.surplus()) {
      traces.found.add(Finding.TRAILING);
    }
    for (COSName key : document.getDocumentInformation().getCOSObject().keySet()) {
      traces.found.add(information(key.getName()));
    }
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    for (COSName key : catalog.keySet()) {
      traces.entry(key.getName());
    }
    COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
    if (names != null) {
      for (COSName key : names.keySet()) {
        traces.entry(key.getName());
      }
    }
    for (PDPage page : document.getPages()) {
      traces.page(page);
    }
    return traces.found;
  }

  private static Finding information(String key) {
    return switch (key) {
      case "Author", "Creator", "Producer" -> Finding.AUTHOR;
      case "CreationDate", "ModDate" -> Finding.TIME;
      default -> Finding.TEXT;
    };
  }

  /** Of the catalogue or its name trees (ISO 32000-1, tables 28 and 31). */
  private void entry(String key) {
    switch (key) {
      case "Metadata" -> found.add(Finding.XMP);
      case "OpenAction", "AA", "JavaScript" -> found.add(Finding.SCRIPT);
      case "URI", "URLS" -> found.add(Finding.LINKS);
      case "EmbeddedFiles", "AF", "Collection" -> found.add(Finding.ATTACHMENTS);
      case "AcroForm" -> found.add(Finding.FORM);
      case "Type", "Version", "Pages", "Names", "PageLayout", "PageMode", "ViewerPreferences" -> {}
      default -> found.add(Finding.OTHER); // outlines, page labels, structure, layers, …
    }
  }

  private void page(PDPage page) throws IOException {
    for (COSName key : page.getCOSObject().keySet()) {
      switch (key.getName()) {
        case "Metadata" -> found.add(Finding.XMP);
        case "AA" -> found.add(Finding.SCRIPT);
        case "AF" -> found.add(Finding.ATTACHMENTS);
        case "LastModified" -> found.add(Finding.TIME);
        case "Thumb" -> found.add(Finding.THUMBNAIL);
        case "PieceInfo", "ID", "StructParents" -> found.add(Finding.OTHER);
        default -> {}
      }
    }
    for (PDAnnotation annotation : page.getAnnotations()) {
      annotation(annotation.getCOSObject());
    }
  }

  private void annotation(COSDictionary annotation) {
    String subtype = annotation.getNameAsString(COSName.SUBTYPE, "");
    found.add(
        switch (subtype) {
          case "Link" -> Finding.LINKS;
          case "Widget" -> Finding.FORM;
          case "FileAttachment" -> Finding.ATTACHMENTS;
          default -> Finding.COMMENT;
        });
    COSBase action = annotation.getDictionaryObject(COSName.A);
    boolean link = subtype.equals("Link");
    if (annotation.containsKey(COSName.AA) || action != null && !link || isScript(action)) {
      found.add(Finding.SCRIPT);
    }
  }

  private static boolean isScript(@Nullable COSBase action) {
    return action instanceof COSDictionary dictionary
        && switch (dictionary.getNameAsString(COSName.S, "")) {
          case "JavaScript", "Launch", "Rendition", "SubmitForm", "ImportData" -> true;
          default -> false;
        };
  }
}
