package org.anxinbao.storage.clean.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.Tools;

/** Has exiftool write a canary into every kind of tag that a format takes. */
final class TagFiles {
  private static final List<String> TEXTS =
      List.of(
          "EXIF:Make",
          "EXIF:Model",
          "EXIF:Software",
          "EXIF:Artist",
          "EXIF:Copyright",
          "EXIF:ImageDescription",
          "EXIF:HostComputer",
          "EXIF:DocumentName",
          "EXIF:PageName",
          "EXIF:UserComment",
          "EXIF:OwnerName",
          "EXIF:SerialNumber",
          "EXIF:LensMake",
          "EXIF:LensModel",
          "EXIF:LensSerialNumber",
          "EXIF:ImageUniqueID",
          "EXIF:XPTitle",
          "EXIF:XPComment",
          "EXIF:XPAuthor",
          "EXIF:XPKeywords",
          "EXIF:XPSubject",
          "EXIF:RelatedSoundFile",
          "EXIF:SpectralSensitivity",
          "EXIF:Photographer",
          "GPS:GPSProcessingMethod",
          "GPS:GPSAreaInformation",
          "GPS:GPSSatellites",
          "GPS:GPSMapDatum",
          "GPS:GPSDestLatitudeRef",
          "IPTC:By-line",
          "IPTC:Caption-Abstract",
          "IPTC:Keywords",
          "IPTC:City",
          "IPTC:Sub-location",
          "IPTC:Writer-Editor",
          "IPTC:ObjectName",
          "IPTC:Source",
          "XMP-dc:Creator",
          "XMP-dc:Description",
          "XMP-dc:Rights",
          "XMP-dc:Subject",
          "XMP-exif:UserComment",
          "XMP-tiff:Make",
          "XMP-tiff:Artist",
          "XMP-xmp:CreatorTool",
          "XMP-xmp:Label",
          "XMP-xmpMM:DocumentID",
          "XMP-xmpMM:HistorySoftwareAgent",
          "XMP-xmpMM:DerivedFromDocumentID",
          "XMP-aux:SerialNumber",
          "XMP-aux:OwnerName",
          "XMP-photoshop:City",
          "XMP-photoshop:Instructions",
          "XMP-iptcCore:Location",
          "XMP-iptcCore:CreatorCity",
          "XMP-iptcExt:PersonInImage",
          "XMP-iptcExt:LocationCreatedSublocation",
          "XMP-mwg-rs:RegionName",
          "XMP-lr:WeightedFlatSubject",
          "XMP-crs:RawFileName",
          "XMP-digiKam:TagsList",
          "XMP-microsoft:LastKeywordXMP",
          "XMP-plus:LicensorName",
          "XMP-pdf:Author",
          "Photoshop:CopyrightFlag",
          "Photoshop:URL",
          "PNG:Author",
          "PNG:Comment",
          "PNG:Copyright",
          "PNG:Description",
          "PNG:Software",
          "PNG:Source",
          "PNG:Title",
          "PNG:Warning",
          "PNG:Disclaimer",
          "PNG:CreationTime",
          "JFIF:ResolutionUnit",
          "Comment");

  private static final List<String> OTHERS =
      List.of(
          "-EXIF:DateTimeOriginal=2026:11:20 08:15:00",
          "-EXIF:CreateDate=2026:11:20 08:15:00",
          "-EXIF:OffsetTimeOriginal=+08:00",
          "-XMP-exif:DateTimeOriginal=2026:11:20 08:15:00",
          "-GPS:GPSLatitude=22.58",
          "-GPS:GPSLatitudeRef=N",
          "-GPS:GPSLongitude=113.9",
          "-GPS:GPSLongitudeRef=E",
          "-XMP-exif:GPSLatitude=22.58");

  private TagFiles() {}

  /** In place. What the format has no room for is left out. */
  static void talk(Path directory, Path file, String... more) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-overwrite_original", "-m", "-q", "-q", "-charset", "iptc=utf8"));
    for (String tag : TEXTS) {
      arguments.add("-" + tag + "=" + PhotographFiles.CANARY);
    }
    arguments.addAll(OTHERS);
    arguments.addAll(List.of(more));
    arguments.add(file.toString());
    Path list = directory.resolve("arguments.txt");
    Files.writeString(list, String.join("\n", arguments), UTF_8);
    Tools.exiftool(directory, "-@", list.toString());
  }
}
