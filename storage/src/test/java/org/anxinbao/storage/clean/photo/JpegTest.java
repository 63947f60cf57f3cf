package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.UTF16;
import static org.anxinbao.storage.PhotographFiles.UTF8;
import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.anxinbao.storage.PhotographFiles;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JpegTest {
  private static final BufferedImage PICTURE = Tidy.landscape(150, 100);

  @TempDir Path directory;

  @Test
  void shouldShowAProgressiveOne() throws Exception {
    byte[] file = progressive(PICTURE);
    Path path = directory.resolve("progressive.jpg");
    Files.write(path, file);
    Tidy tidy = Tidy.clean("image/jpeg", file);
    Tidy.assertSame(tidy.picture(), Tidy.reference(directory, path), 2, 16);
    assertThat(tidy.removed()).isEmpty();
  }

  /** Several pictures in one file (CIPA DC-007), a film behind them, as motion photos have. */
  @Test
  @Tag("P16")
  void shouldTakeTheFirstOfSeveralPictures() throws Exception {
    byte[] first = encode(PICTURE, "jpg");
    byte[] film = concat(HeifFile.box("ftyp", ascii("mp42")), HeifFile.box("mdat", UTF16));
    byte[] file =
        concat(
            Arrays.copyOf(first, 2),
            segment(0xe2, concat(ascii("MPF\0"), UTF16)),
            Arrays.copyOfRange(first, 2, first.length),
            PhotographFiles.jpeg(6),
            film,
            UTF8);
    Tidy tidy = Tidy.clean("image/jpeg", file).assertNoCanary();
    Tidy.assertSame(tidy.picture(), PICTURE, 4, 30);
    assertThat(tidy.removed()).containsExactlyInAnyOrder(Finding.OTHER, Finding.TRAILING);
  }

  /** XMP specification, part 3, 1.1.3.1. */
  @Test
  @Tag("P16")
  void shouldDropExtendedXmp() throws Exception {
    byte[] plain = encode(PICTURE, "jpg");
    byte[] name = concat(ascii("http://ns.adobe.com/xmp/extension/\0"), new byte[40]);
    byte[] file =
        concat(
            Arrays.copyOf(plain, 2),
            segment(0xe1, concat(name, PhotographFiles.xmp(), UTF16)),
            Arrays.copyOfRange(plain, 2, plain.length));
    Tidy tidy = Tidy.clean("image/jpeg", file).assertNoCanary();
    assertThat(tidy.removed()).containsExactlyInAnyOrder(Finding.XMP, Finding.GPS);
  }

  /** Every scan goes over all pixels again. */
  @Test
  @Timeout(30)
  void shouldDecodeOnlyAsManyScansAsCanBeAfforded() throws Exception {
    byte[] large = progressive(new BufferedImage(7_000, 7_000, BufferedImage.TYPE_BYTE_GRAY));
    int last = Tidy.text(large).lastIndexOf("\u00ff\u00da");
    byte[] scan = Arrays.copyOfRange(large, last, large.length - 2);
    int scans = Tidy.text(large).split("\u00ff\u00da", -1).length - 1;
    byte[] most = repeated(large, last, scan, 20 - scans);
    long before = System.nanoTime();
    Tidy tidy = Tidy.clean("image/jpeg", most);
    System.out.printf(
        "49 MP, 20 scans, %d KB: %.1f s%n", most.length >> 10, (System.nanoTime() - before) / 1e9);
    assertThat(tidy.picture().getWidth()).isEqualTo(4_096);
    byte[] more = repeated(large, last, scan, 21 - scans);
    assertThatThrownBy(() -> Tidy.clean("image/jpeg", more)).isInstanceOf(IOException.class);
  }

  private static byte[] repeated(byte[] file, int at, byte[] scan, int times) {
    return concat(
        Arrays.copyOf(file, at),
        concat(Collections.nCopies(times, scan).toArray(byte[][]::new)),
        Arrays.copyOfRange(file, at, file.length));
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
