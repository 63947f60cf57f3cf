package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.anxinbao.storage.PhotographFiles.buffers;
import static org.anxinbao.storage.PhotographFiles.bytes;
import static org.anxinbao.storage.PhotographFiles.encode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** An evidence store on an object store of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunningStore {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final Path directory;
  final S3 s3;
  final EvidenceStore evidence;

  RunningStore(@TempDir Path directory) throws Exception {
    this.directory = directory;
    s3 = new S3(directory.resolve("s3"));
    evidence = new EvidenceStore(s3.settings(directory.resolve("spool")));
    evidence.ensureBucket().block(PATIENCE);
  }

  @AfterAll
  void stop() throws Exception {
    evidence.close();
    s3.close();
  }

  @AfterEach
  void removeAll() {
    Flux.fromIterable(names()).concatMap(evidence::delete).blockLast(PATIENCE);
  }

  Stored store(byte[] file) {
    return Objects.requireNonNull(
        evidence.store(Flux.fromIterable(buffers(file, 10_000))).block(PATIENCE));
  }

  byte[] read(Stored stored, Range range) {
    var out = new ByteArrayOutputStream();
    evidence
        .open(stored.objectName(), stored.key(), range)
        .doOnNext(buffer -> out.writeBytes(bytes(buffer)))
        .blockLast(PATIENCE);
    return out.toByteArray();
  }

  List<String> names() {
    return Objects.requireNonNull(evidence.page("").block(PATIENCE)).stream()
        .map(StoredObject::name)
        .toList();
  }

  /** Noise does not shrink: larger than one part of a multipart upload. */
  static byte[] largePng() {
    var noise = new BufferedImage(1_700, 1_500, BufferedImage.TYPE_3BYTE_BGR);
    new Random(1).nextBytes(((DataBufferByte) noise.getRaster().getDataBuffer()).getData());
    return encode(noise, "png");
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
