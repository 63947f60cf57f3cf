package org.anxinbao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.anxinbao.seal.Receipt;
import org.anxinbao.storage.EvidenceMissing;
import org.anxinbao.storage.EvidenceStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What was begun and never ended. */
@Tag("P13")
class UploadSweepTest extends ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PART = UploadContent.PART_BYTES;

  private final PartedUploads uploads = server.bean(PartedUploads.class);
  private final PartRepository parts = server.bean(PartRepository.class);
  private final EvidenceStore store = server.bean(EvidenceStore.class);
  private final UploadSweep sweep = server.bean(UploadSweep.class);

  @Test
  void shouldRemoveAnAbandonedUploadWithAllItsParts() {
    var abandoned = begun();
    var atWork = begun();
    write("update evidence set on_date = on_date - 2 where id = :id", abandoned);
    var gone = objects(abandoned);
    var kept = objects(atWork);
    // cut off on a node that died: the row is there, the object is not, or is not known to be
    parts.announce(atWork, HASH, 0L, EvidenceStore.newName()).block(PATIENCE);

    assertThat(sweep.sweep().block(PATIENCE)).isPositive();

    assertThat(gone).hasSize(2).noneMatch(this::isThere);
    assertThat(kept).hasSize(2).allMatch(this::isThere);
    assertThat(count("select count(*) from evidence where id = :id", abandoned)).isZero();
    assertThat(count("select count(*) from upload where evidence = :id", abandoned)).isZero();
    assertThat(objects(abandoned)).isEmpty();
    assertThat(uploads.progress(RECEIPT, atWork).block(PATIENCE)).isNotNull();
  }

  @Test
  void shouldLetADayPassFirst() {
    var yesterdays = begun();
    write("update evidence set on_date = on_date - 1 where id = :id", yesterdays);
    sweep.sweep().block(PATIENCE);
    assertThat(objects(yesterdays)).hasSize(2).allMatch(this::isThere);
  }

  @Test
  void shouldRemoveThePartsOfAFileThatIsComplete() {
    var complete = begun();
    var gone = objects(complete);
    write("update evidence set sealed = '\\x00' where id = :id", complete);

    sweep.sweep().block(PATIENCE);

    assertThat(gone).hasSize(2).noneMatch(this::isThere);
    assertThat(objects(complete)).isEmpty();
    assertThat(count("select count(*) from evidence where id = :id", complete)).isEqualTo(1);
    write("delete from evidence where id = :id", complete);
  }

  private static final Receipt RECEIPT = Receipt.random();
  private static final byte[] HASH = RECEIPT.mailbox().hash();

  private UUID begun() {
    var id = Objects.requireNonNull(uploads.begin(RECEIPT, 2L * PART + 1).block(PATIENCE)).id();
    for (long offset : new long[] {PART, 2L * PART}) {
      int length = offset == PART ? PART : 1;
      uploads
          .put(RECEIPT, id, offset, length, Flux.just(ByteBuffer.allocate(length)))
          .block(PATIENCE);
    }
    return id;
  }

  private List<String> objects(UUID id) {
    return Objects.requireNonNull(parts.objects(id).collectList().block(PATIENCE));
  }

  private boolean isThere(String object) {
    return Boolean.TRUE.equals(
        store
            .open(object, new byte[32])
            .then()
            .thenReturn(true)
            .onErrorResume(e -> reactor.core.publisher.Mono.just(!(e instanceof EvidenceMissing)))
            .block(PATIENCE));
  }

  private static void write(String sql, UUID id) {
    server.database().sql(sql).bind("id", id).then().block(PATIENCE);
  }

  private static long count(String sql, UUID id) {
    return Objects.requireNonNull(
        server
            .database()
            .sql(sql)
            .bind("id", id)
            .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
            .one()
            .block(PATIENCE));
  }
}
