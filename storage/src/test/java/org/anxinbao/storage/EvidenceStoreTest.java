package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.PhotographFiles.buffers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class EvidenceStoreTest extends RunningStore {
  EvidenceStoreTest(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Test
  @Tag("P16")
  void shouldGiveBackTheCleanedPhotograph() throws IOException {
    Stored stored = store(PhotographFiles.jpeg(6));
    assertThat(stored.mediaType()).isEqualTo("image/jpeg");
    assertThat(stored.objectName()).matches("[0-9a-f]{32}");
    assertThat(stored.removed()).contains("gps", "camera", "comment", "thumbnail", "trailing");

    byte[] read = read(stored, stored.file());
    assertThat(read).hasSize((int) stored.bytes());
    assertThat(new String(read, UTF_8)).doesNotContain("Canary");
    assertThat(ImageIO.read(new ByteArrayInputStream(read)).getWidth())
        .isEqualTo(PhotographFiles.HEIGHT);
  }

  @Test
  @Tag("P9")
  void shouldShowAThiefOfTheStoreNeitherContentNorKindNorLength() throws IOException {
    Stored stored = store(PhotographFiles.jpeg(1));
    byte[] clean = read(stored, stored.file());
    byte[] object = Files.readAllBytes(s3.file(stored.objectName()));
    String seen = new String(object, ISO_8859_1);
    assertThat(seen).doesNotContain("JFIF", "image", "Canary", text(stored.key()));
    assertThat(seen).doesNotContain(text(Arrays.copyOfRange(clean, 0, 16)));
    assertThat(object.length)
        .isEqualTo((int) FileSeal.sealedSize(stored.bytes() + stored.previewBytes()));
    assertThat(stored.toString()).doesNotContain(HexFormat.of().formatHex(stored.key()), "[B@");
  }

  @Test
  void shouldStoreInPartsAndOpenRanges() {
    Stored stored = store(largePng());
    assertThat(stored.bytes()).isGreaterThan(6 << 20);
    byte[] whole = read(stored, stored.file());
    assertThat(whole).hasSize((int) stored.bytes());
    for (long[] range :
        new long[][] {{0, 0}, {5_000_000, 5_200_000}, {7_000_000, stored.bytes() - 1}}) {
      int to = (int) Math.min(range[1] + 1, whole.length);
      assertThat(read(stored, new Range(range[0], range[1])))
          .isEqualTo(Arrays.copyOfRange(whole, (int) range[0], to));
    }
  }

  @Test
  @Tag("P16")
  void shouldKeepASmallPictureBesideThePhotograph() throws IOException {
    Stored stored = store(largePng());
    byte[] preview =
        read(stored, new Range(stored.bytes(), stored.bytes() + stored.previewBytes() - 1));
    var picture = ImageIO.read(new ByteArrayInputStream(preview));
    assertThat(picture.getWidth()).isEqualTo(480);
    assertThat(picture.getHeight()).isEqualTo(424);
  }

  @Test
  void shouldSendOnlyAsMuchAsIsAskedFor() {
    Stored stored = store(largePng());
    evidence
        .open(stored.objectName(), stored.key())
        .as(flux -> StepVerifier.create(flux, 2))
        .expectNextCount(2)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void shouldEndCancelledDownloads() {
    Stored stored = store(largePng());
    for (int i = 0; i < 60; i++) { // more than the store has threads
      evidence.open(stored.objectName(), stored.key()).next().block(PATIENCE);
    }
    assertThat(read(stored, new Range(0, 9))).hasSize(10);
  }

  @Test
  void shouldDeleteOnceAndAgain() {
    Stored stored = store(PhotographFiles.jpeg(1));
    assertThat(names()).containsExactly(stored.objectName());
    evidence.delete(stored.objectName()).block(PATIENCE);
    evidence.delete(stored.objectName()).block(PATIENCE);
    evidence
        .open(stored.objectName(), stored.key())
        .as(StepVerifier::create)
        .verifyError(EvidenceMissing.class);
  }

  @Test
  void shouldStoreManyAtOnce() {
    byte[] file = PhotographFiles.jpeg(6);
    var stored = new ArrayList<Stored>();
    Flux.range(0, 64)
        .flatMap(i -> evidence.store(Flux.fromIterable(buffers(file, 500))), 64)
        .doOnNext(stored::add)
        .blockLast(PATIENCE);
    assertThat(stored).extracting(Stored::objectName).doesNotHaveDuplicates().hasSize(64);
    assertThat(names()).hasSize(64);
  }

  @Test
  void shouldNotTellItsSecrets() {
    assertThat(s3.settings(directory).toString()).doesNotContain("secret", "access");
  }
}
