package org.anxinbao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.anxinbao.ServerTest;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.intake.UploadCompletion.Completed;
import org.anxinbao.seal.Receipt;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.StoredObject;
import org.anxinbao.web.Today;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two nodes that know nothing of each other. */
@Tag("P13")
class UploadCompletionTest extends ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Receipt receipt = Receipt.random();
  private final PartedUploads uploads = server.bean(PartedUploads.class);
  private final PartRepository parts = server.bean(PartRepository.class);
  private final EvidenceStore store = server.bean(EvidenceStore.class);

  @RepeatedTest(20)
  void shouldMakeOneFileOfTwoCompletionsOnTwoNodes() throws IOException {
    var id = sent(photograph());

    var answers =
        Objects.requireNonNull(
            Flux.just(node(), node())
                .flatMap(node -> node.complete(receipt, id))
                .collectList()
                .block(PATIENCE));

    assertThat(answers).hasSize(2);
    assertThat(answers).extracting(Completed::now).containsExactlyInAnyOrder(true, false);
    assertThat(parts.objects(id).collectList().block(PATIENCE)).isEmpty();
    var object = files(id).getFirst();
    var known = server.bean(SurveyRepository.class).objects("", 1_000_000).collectList();
    var there =
        store
            .page("")
            .expand(
                page ->
                    page.size() < EvidenceStore.PAGE
                        ? Mono.empty()
                        : store.page(page.getLast().name()))
            .flatMapIterable(page -> page)
            .map(StoredObject::name)
            .collectList()
            .block(PATIENCE);
    assertThat(there).contains(object).isSubsetOf(known.block(PATIENCE));
    var content =
        Objects.requireNonNull(
                server.bean(ReporterEvidence.class).find(receipt, id).block(PATIENCE))
            .content();
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.content().key()).as("one file").isEqualTo(content.key()));
    var bytes =
        store
            .open(object, content.key())
            .map(ByteBuffer::remaining)
            .reduce(0, Integer::sum)
            .block(PATIENCE);
    assertThat(bytes).isEqualTo((int) content.bytes() + content.previewBytes());
  }

  private static UploadCompletion node() {
    return new UploadCompletion(
        server.bean(PartedUploads.class),
        server.bean(PartRepository.class),
        server.bean(UploadRemoval.class),
        server.bean(EvidenceStore.class),
        server.bean(EvidenceRepository.class),
        server.bean(ReporterEvidence.class),
        server.bean(TransactionalOperator.class),
        server.bean(Today.class));
  }

  private UUID sent(byte[] file) {
    var id = Objects.requireNonNull(uploads.begin(receipt, file.length).block(PATIENCE)).id();
    uploads.put(receipt, id, 0, file.length, Flux.just(ByteBuffer.wrap(file))).block(PATIENCE);
    return id;
  }

  private static List<String> files(UUID id) {
    return Objects.requireNonNull(
        server
            .database()
            .sql("select object from evidence where id = :id")
            .bind("id", id)
            .map(row -> Objects.requireNonNull(row.get("object", String.class)))
            .all()
            .collectList()
            .block(PATIENCE));
  }

  private static byte[] photograph() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }
}
