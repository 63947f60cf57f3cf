package org.anxinbao.storage;

import static org.anxinbao.storage.PhotographFiles.bytes;
import static org.anxinbao.storage.PhotographFiles.encode;
import static org.anxinbao.storage.PhotographFiles.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

class EvidenceTamperingTest extends RunningStore {
  EvidenceTamperingTest(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Test
  @Tag("P10")
  void shouldNotOpenAnObjectThatWasChangedOrSwapped() throws IOException {
    Stored one = store(encode(fields(), "png"));
    Stored other = store(PhotographFiles.jpeg(1));
    Files.copy(
        s3.file(other.objectName()),
        s3.file(one.objectName()),
        StandardCopyOption.REPLACE_EXISTING);
    for (byte[] key : List.of(one.key(), other.key())) {
      evidence.open(one.objectName(), key).as(StepVerifier::create).verifyError(Tampered.class);
    }

    Path file = s3.file(other.objectName());
    byte[] object = Files.readAllBytes(file);
    object[object.length / 2] ^= 1;
    Files.write(file, object);
    evidence
        .open(other.objectName(), other.key())
        .as(StepVerifier::create)
        .verifyError(Tampered.class);
    Files.write(file, new byte[1]);
    evidence
        .open(other.objectName(), other.key())
        .as(StepVerifier::create)
        .verifyError(Tampered.class);
  }

  @Test
  void shouldHandOutNothingUnauthenticated() throws IOException {
    Stored stored = store(largePng());
    byte[] whole = read(stored, Range.ALL);
    Path file = s3.file(stored.objectName());
    byte[] object = Files.readAllBytes(file);
    object[1_000_000] ^= 1;
    Files.write(file, object);
    var out = new ByteArrayOutputStream();
    evidence
        .open(stored.objectName(), stored.key())
        .doOnNext(buffer -> out.writeBytes(bytes(buffer)))
        .as(StepVerifier::create)
        .thenConsumeWhile(buffer -> true)
        .verifyError(Tampered.class);
    assertThat(out.size()).isLessThan(1_000_000);
    assertThat(whole).startsWith(out.toByteArray());
  }
}
