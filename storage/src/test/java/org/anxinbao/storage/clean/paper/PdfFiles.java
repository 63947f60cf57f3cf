package org.anxinbao.storage.clean.paper;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDJavascriptNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDPageLabelRange;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/** PDFs of pages with four fields of colour (red, green / blue, white) from the top left. */
final class PdfFiles {
  static final String CANARY = "Canary4711金丝雀";
  static final Color[] FIELDS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
  static final PDRectangle SMALL = new PDRectangle(144, 72);

  static {
    System.setProperty("pdfbox.fontcache", "target"); // it would go to the home directory
  }

  private PdfFiles() {}

  /** Makes a document's content. */
  interface Maker {
    void make(PDDocument document) throws IOException;
  }

  static byte[] pdf(Maker maker) throws IOException {
    try (var document = new PDDocument()) {
      maker.make(document);
      return saved(document);
    }
  }

  static byte[] saved(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  static byte[] plain(int pages) throws IOException {
    return pdf(
        document -> {
          for (int i = 0; i < pages; i++) {
            fields(document, SMALL);
          }
        });
  }

  static PDPage fields(PDDocument document, PDRectangle box) throws IOException {
    var page = new PDPage(box);
    document.addPage(page);
    try (var content = new PDPageContentStream(document, page)) {
      float width = box.getWidth() / 2;
      float height = box.getHeight() / 2;
      for (int i = 0; i < 4; i++) {
        content.setNonStrokingColor(FIELDS[i]);
        float x = box.getLowerLeftX() + i % 2 * width;
        float y = box.getLowerLeftY() + (i < 2 ? height : 0);
        content.addRect(x, y, width, height);
        content.fill();
      }
    }
    return page;
  }

  /** A canary in every place that is not a page's look. */
  static byte[] full() throws IOException {
    byte[] first = pdf(PdfFiles::fill);
    try (var document = Loader.loadPDF(first)) {
      document.getDocumentInformation().setTitle("later " + CANARY);
      document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      var out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      out.write(("\n" + CANARY).getBytes(UTF_8));
      out.write(CANARY.getBytes(UTF_16BE));
      return out.toByteArray();
    }
  }

  private static void fill(PDDocument document) throws IOException {
    PDPage page = fields(document, new PDRectangle(288, 144));
    describe(document, page);
    navigate(document, page);
    annotate(document, page);
    form(document, page);
    structure(document, page);
  }

  private static void describe(PDDocument document, PDPage page) throws IOException {
    var information = document.getDocumentInformation();
    information.setAuthor(CANARY);
    information.setTitle(CANARY);
    information.setSubject("Canary4711");
    information.setKeywords(CANARY);
    information.setCreator(CANARY);
    information.setProducer(CANARY);
    information.setCreationDate(Calendar.getInstance());
    information.setModificationDate(Calendar.getInstance());
    information.setCustomMetadataValue("Canary4711", CANARY);
    String xmp =
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>
        <rdf:li>%s</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """
            .formatted(CANARY);
    document
        .getDocumentCatalog()
        .setMetadata(new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(UTF_8))));
    page.setMetadata(new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(UTF_16BE))));
    document.getDocumentCatalog().setLanguage(CANARY);
    var piece = new COSDictionary();
    piece.setString(COSName.getPDFName("Canary4711"), CANARY);
    page.getCOSObject().setItem(COSName.getPDFName("PieceInfo"), piece);
  }

  private static void navigate(PDDocument document, PDPage page) throws IOException {
    var catalog = document.getDocumentCatalog();
    var outline = new PDDocumentOutline();
    var item = new PDOutlineItem();
    item.setTitle(CANARY);
    item.setDestination(page);
    outline.addLast(item);
    catalog.setDocumentOutline(outline);
    var labels = new PDPageLabels(document);
    var range = new PDPageLabelRange();
    range.setPrefix(CANARY);
    labels.setLabelItem(0, range);
    catalog.setPageLabels(labels);
    catalog.setOpenAction(new PDActionJavaScript("app.alert('" + CANARY + "')"));

    var names = new PDDocumentNameDictionary(catalog);
    var scripts = new PDJavascriptNameTreeNode();
    scripts.setNames(Map.of(CANARY, new PDActionJavaScript("app.alert('" + CANARY + "')")));
    names.setJavascript(scripts);
    var files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of(CANARY, attachment(document)));
    names.setEmbeddedFiles(files);
    catalog.setNames(names);
    var destinations = new COSDictionary();
    var place = new PDPageXYZDestination();
    place.setPage(page);
    destinations.setItem(COSName.getPDFName("Canary4711"), place);
    catalog.getCOSObject().setItem(COSName.DESTS, destinations);
  }

  static PDComplexFileSpecification attachment(PDDocument document) throws IOException {
    var file = new PDComplexFileSpecification();
    file.setFile(CANARY + ".txt");
    file.setFileUnicode(CANARY + ".txt");
    file.setFileDescription(CANARY);
    file.setEmbeddedFile(
        new PDEmbeddedFile(document, new ByteArrayInputStream(CANARY.getBytes(UTF_8))));
    return file;
  }

  private static void annotate(PDDocument document, PDPage page) throws IOException {
    var note = new PDAnnotationText();
    note.setContents(CANARY);
    note.setTitlePopup(CANARY);
    note.setRectangle(new PDRectangle(200, 10, 20, 20));
    note.setModifiedDate(Calendar.getInstance());
    var link = new PDAnnotationLink();
    var address = new PDActionURI();
    address.setURI("https://canary.example/" + CANARY);
    link.setAction(address);
    link.setRectangle(new PDRectangle(10, 10, 40, 20));
    var program = new PDAnnotationLink();
    var launch = new PDActionLaunch();
    launch.setF("/bin/" + CANARY);
    program.setAction(launch);
    program.setRectangle(new PDRectangle(60, 10, 40, 20));
    var file = new PDAnnotationFileAttachment();
    file.setFile(attachment(document));
    file.setContents(CANARY);
    file.setRectangle(new PDRectangle(240, 10, 20, 20));
    page.setAnnotations(new ArrayList<>(List.of(note, link, program, file)));
  }

  private static void form(PDDocument document, PDPage page) throws IOException {
    var form = new PDAcroForm(document);
    document.getDocumentCatalog().setAcroForm(form);
    var resources = new PDResources();
    resources.put(COSName.getPDFName("Helv"), new PDType1Font(FontName.HELVETICA));
    form.setDefaultResources(resources);
    form.setDefaultAppearance("/Helv 10 Tf 0 g");
    var field = new PDTextField(form);
    field.setPartialName("Canary4711");
    field.setAlternateFieldName(CANARY);
    var widget = field.getWidgets().getFirst();
    widget.setRectangle(new PDRectangle(150, 40, 120, 20));
    widget.setPage(page);
    widget.setPrinted(true);
    page.getAnnotations().add(widget);
    form.setFields(new ArrayList<>(List.of(field)));
    field.setValue("Canary4711");
  }

  private static void structure(PDDocument document, PDPage page) throws IOException {
    var root = new PDStructureTreeRoot();
    var element = new PDStructureElement("Figure", root);
    element.setAlternateDescription(CANARY);
    element.setActualText(CANARY);
    element.setPage(page);
    root.appendKid(element);
    document.getDocumentCatalog().setStructureTreeRoot(root);

    var layers = new PDOptionalContentProperties();
    var layer = new PDOptionalContentGroup(CANARY);
    layers.addGroup(layer);
    layers.setGroupEnabled(layer, false);
    document.getDocumentCatalog().setOCProperties(layers);
    var properties = new COSDictionary();
    properties.setString(COSName.ACTUAL_TEXT, CANARY);
    properties.setItem(COSName.getPDFName("Kids"), new COSArray());
    try (var content =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
      content.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(properties));
      content.appendRawCommands("% " + CANARY + "\n");
      content.endMarkedContent();
      content.beginMarkedContent(COSName.OC, layer); // a hidden layer covers the page
      content.setNonStrokingColor(Color.BLACK);
      content.addRect(0, 0, 288, 144);
      content.fill();
      content.endMarkedContent();
    }
  }
}
