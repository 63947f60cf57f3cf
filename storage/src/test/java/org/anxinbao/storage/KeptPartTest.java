package org.anxinbao.storage;

import static org.anxinbao.storage.PhotographFiles.buffers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Parts of files that are still on their way. */
class KeptPartTest extends RunningStore {
  private static final int SIZE = 300_000;

  KeptPartTest(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Test
  void shouldGiveAPartBackAsItCame() {
    byte[] key = FileSeal.newKey();
    for (int length : new int[] {1, 65_528, SIZE - 1, SIZE}) {
      byte[] part = noise(length);
      var name = keep(key, part);
      var stored = new Stored(name, key, "", length, 0, List.of());
      assertThat(read(stored, new Range(0, length - 1L))).isEqualTo(part);
    }
  }

  @Test
  @Tag("P9")
  void shouldMakeAllPartsLookAlike() throws IOException {
    byte[] key = FileSeal.newKey();
    var sizes = new TreeSet<Long>();
    for (int length : new int[] {1, 1_000, SIZE}) {
      sizes.add(Files.size(s3.file(keep(key, noise(length)))));
    }
    assertThat(sizes).containsExactly(FileSeal.sealedSize(SIZE));
  }

  @Test
  void shouldKeepNothingOfWhatIsTooLongOrWasCutOff() {
    var key = FileSeal.newKey();
    evidence
        .keep(EvidenceStore.newName(), key, SIZE, parts(noise(SIZE + 1)))
        .as(StepVerifier::create)
        .verifyError(TooLarge.class);
    evidence
        .keep(
            EvidenceStore.newName(),
            key,
            SIZE,
            parts(noise(1_000)).concatWith(Flux.error(new IOException("cut"))))
        .as(StepVerifier::create)
        .verifyError(IOException.class);
    evidence
        .keep(EvidenceStore.newName(), key, SIZE, parts(noise(10)).concatWith(Flux.never()))
        .as(StepVerifier::create)
        .thenCancel()
        .verify(PATIENCE);
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldListObjectsInTheOrderOfTheirNames() {
    var key = FileSeal.newKey();
    var stored = new TreeSet<String>();
    for (int i = 0; i < 12; i++) {
      stored.add(keep(key, noise(10)));
    }
    var names = new ArrayList<>(stored);
    assertThat(page("")).isEqualTo(names);
    assertThat(page(names.get(4))).isEqualTo(names.subList(5, 12));
    assertThat(page("8").stream().allMatch(name -> name.compareTo("8") > 0)).isTrue();
    assertThat(page(names.getLast())).isEmpty();
  }

  private List<String> page(String after) {
    return Objects.requireNonNull(evidence.page(after).block(PATIENCE)).stream()
        .peek(object -> assertThat(object.bytes()).isEqualTo(FileSeal.sealedSize(SIZE)))
        .map(StoredObject::name)
        .toList();
  }

  private String keep(byte[] key, byte[] part) {
    var name = EvidenceStore.newName();
    evidence.keep(name, key, SIZE, parts(part)).block(PATIENCE);
    return name;
  }

  private static Flux<ByteBuffer> parts(byte[] part) {
    return Flux.fromIterable(buffers(part, 10_000));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
