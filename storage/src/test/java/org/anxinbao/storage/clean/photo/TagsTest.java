package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.Tools;
import org.anxinbao.storage.WebPFiles;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with a canary in every tag that exiftool can write; nothing but the picture comes out. */
@Tag("P16")
class TagsTest {
  private static final int WIDTH = 144;
  private static final int HEIGHT = 96;
  private static final BufferedImage PICTURE = Tidy.landscape(WIDTH, HEIGHT);

  private static final Set<String> OF_A_JPEG =
      Set.of(
          "FileType",
          "FileTypeExtension",
          "MIMEType",
          "ImageWidth",
          "ImageHeight",
          "EncodingProcess",
          "BitsPerSample",
          "ColorComponents",
          "YCbCrSubSampling",
          "JFIFVersion",
          "ResolutionUnit",
          "XResolution",
          "YResolution",
          "ImageSize",
          "Megapixels");

  private static final Set<String> OF_A_PNG =
      Set.of(
          "FileType",
          "FileTypeExtension",
          "MIMEType",
          "ImageWidth",
          "ImageHeight",
          "BitDepth",
          "ColorType",
          "Compression",
          "Filter",
          "Interlace",
          "ImageSize",
          "Megapixels");

  @TempDir Path directory;

  @Test
  void shouldLeaveNoTagOfAJpeg() throws Exception {
    byte[] plain = PhotographFiles.jpeg(PICTURE, 1);
    Tidy tidy = cleaned("image/jpeg", "talk.jpg", plain, 40);
    BufferedImage decoded = Tidy.reference(directory, directory.resolve("talk.jpg"));
    BufferedImage expected = Pixels.upright(decoded, 1, DisplayP3.PROFILE);
    Tidy.assertSame(tidy.picture(), expected, 2, 16);
    assertThat(tidy.removed())
        .contains(
            Finding.GPS,
            Finding.CAMERA,
            Finding.TIME,
            Finding.COMMENT,
            Finding.XMP,
            Finding.IPTC,
            Finding.ICC,
            Finding.TRAILING);
  }

  @Test
  void shouldLeaveNoTagOfAPng() throws Exception {
    Tidy tidy = cleaned("image/png", "talk.png", PhotographFiles.png(PICTURE), 40);
    Tidy.assertSame(tidy.picture(), expected(6), 0, 0); // as its EXIF says
    assertThat(tidy.removed()).contains(Finding.TEXT, Finding.TRAILING, Finding.GPS, Finding.XMP);
  }

  @Test
  void shouldLeaveNoTagOfAWebP() throws Exception {
    byte[] webp = WebPFiles.webp(WebPFiles.LOSSY_WEBP);
    byte[] untrailed = Arrays.copyOf(webp, webp.length - UTF8.length);
    assertThat(cleaned("image/webp", "talk.webp", untrailed, 30).removed())
        .contains(Finding.GPS, Finding.XMP);
  }

  @Test
  void shouldLeaveNoTagOfAGif() throws Exception {
    assertThat(cleaned("image/gif", "talk.gif", PhotographFiles.gif(), 10).removed())
        .contains(Finding.XMP, Finding.COMMENT, Finding.ANIMATION);
  }

  @Test
  void shouldLeaveNoTagOfAHeic() throws Exception {
    Stills tiles = Stills.hevc(directory, "yuv420p", HeicFiles.tiles(PICTURE, 64));
    byte[] file =
        HeicFiles.phone(
            tiles,
            64,
            WIDTH,
            HEIGHT,
            HeifFile.colours(1, 13, 6, true),
            HeifFile.profile(DisplayP3.PROFILE));
    byte[] untrailed = Arrays.copyOf(file, file.length - UTF8.length);
    Tidy tidy = cleaned("image/heic", "talk.heic", untrailed, 30);
    Tidy.assertSame(tidy.picture(), expected(1), 2, 14);
    assertThat(tidy.removed()).contains(Finding.GPS, Finding.XMP, Finding.ICC);
  }

  private static BufferedImage expected(int orientation) {
    return Pixels.upright(PICTURE, orientation, DisplayP3.PROFILE);
  }

  /** Talked into by exiftool, cleaned twice, looked at by exiftool. */
  private Tidy cleaned(String type, String name, byte[] plain, int atLeast) throws IOException {
    Path file = directory.resolve(name);
    Path profile = directory.resolve("p3.icc");
    Files.write(profile, DisplayP3.PROFILE);
    Files.write(file, plain);
    TagFiles.talk(directory, file, "-icc_profile<=" + profile);
    byte[] talkative = Files.readAllBytes(file);
    assertThat(tags(file)).hasSizeGreaterThan(atLeast);
    Tidy tidy = Tidy.clean(type, talkative).assertNoCanary();
    assertThat(Tidy.clean(type, talkative).bytes()).isEqualTo(tidy.bytes());
    boolean png = tidy.product().mediaType().equals("image/png");
    assertThat(png ? OF_A_PNG : OF_A_JPEG).containsAll(tags(written("clean", tidy.bytes())));
    byte[] preview = Objects.requireNonNull(tidy.product().preview());
    assertThat(OF_A_JPEG).containsAll(tags(written("preview", preview)));
    return tidy;
  }

  private Path written(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private Set<String> tags(Path file) {
    var tags = new TreeSet<String>();
    Tools.exiftool(directory, "-a", "-u", "-s", "--ExifTool:all", "--System:all", file.toString())
        .lines()
        .forEach(line -> tags.add(line.substring(0, line.indexOf(' '))));
    return tags;
  }
}
