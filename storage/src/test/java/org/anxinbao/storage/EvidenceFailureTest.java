package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.storage.PhotographFiles.buffers;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class EvidenceFailureTest extends RunningStore {
  EvidenceFailureTest(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Test
  void shouldRefuseWhatIsNoPhotographAndLeaveNothing() throws IOException {
    for (byte[] file : List.of(new byte[0], "<html></html>".getBytes(UTF_8))) {
      evidence
          .store(Flux.just(ByteBuffer.wrap(file)))
          .as(StepVerifier::create)
          .verifyError(UnsupportedMedia.class);
    }
    evidence
        .store(Flux.just(ByteBuffer.wrap(Arrays.copyOf(encode(fields(), "png"), 100))))
        .as(StepVerifier::create)
        .verifyError(CannotBeCleaned.class);
    assertThat(s3.files()).isEmpty();
  }

  @Test
  void shouldStopReceivingAsSoonAsTooMuchHasCome() {
    var sent = new AtomicInteger();
    Flux<ByteBuffer> endless =
        Flux.generate(
            sink -> {
              sent.incrementAndGet();
              sink.next(ByteBuffer.allocate(1 << 20));
            });
    evidence
        .store(endless.startWith(ByteBuffer.wrap(PhotographFiles.jpeg(1))))
        .as(StepVerifier::create)
        .verifyError(TooLarge.class);
    assertThat(sent.get()).isLessThanOrEqualTo(21);
    sent.set(0);
    evidence.store(endless).as(StepVerifier::create).verifyError(UnsupportedMedia.class);
    assertThat(sent.get()).isEqualTo(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldKeepNothingOfAnUploadThatBroke() throws IOException {
    List<ByteBuffer> half = buffers(largePng(), 100_000).subList(0, 30);
    evidence
        .store(Flux.fromIterable(half).concatWith(Flux.error(new IOException("gone"))))
        .as(StepVerifier::create)
        .verifyErrorMessage("gone");
    assertThat(s3.files()).isEmpty();
    assertThat(directory.resolve("spool")).isEmptyDirectory();
  }

  /** Wherever the cancellation falls: what the caller was not told of is not there. */
  @Test
  void shouldKeepNothingOfACancelledUpload() throws Exception {
    byte[] file = largePng();
    Set<String> told = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 20; i++) {
      var upload =
          evidence
              .store(Flux.fromIterable(buffers(file, 1 << 20)))
              .subscribe(stored -> told.add(stored.objectName()));
      Thread.sleep(i * 60L);
      upload.dispose();
    }
    for (int i = 0; i < 300 && !told.equals(Set.copyOf(names())); i++) {
      Thread.sleep(100);
    }
    assertThat(names()).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void shouldSayThatTheStoreIsAwayAndGoOnWhenItIsBack() throws Exception {
    Stored before = store(PhotographFiles.jpeg(1));
    s3.goAway();
    evidence
        .store(Flux.just(ByteBuffer.wrap(PhotographFiles.jpeg(1))))
        .as(StepVerifier::create)
        .verifyError(StoreUnavailable.class);
    evidence
        .open(before.objectName(), before.key())
        .as(StepVerifier::create)
        .verifyError(StoreUnavailable.class);
    evidence
        .delete(before.objectName())
        .as(StepVerifier::create)
        .verifyError(StoreUnavailable.class);
    evidence.page("").as(StepVerifier::create).verifyError(StoreUnavailable.class);
    evidence.ping().as(StepVerifier::create).verifyError(StoreUnavailable.class);

    s3.comeBack();
    evidence.ping().as(StepVerifier::create).verifyComplete();
    assertThat(read(before, before.file())).hasSize((int) before.bytes());
    assertThat(store(PhotographFiles.jpeg(1)).bytes()).isPositive();
  }
}
