package org.anxinbao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.anxinbao.ServerTest;
import org.anxinbao.access.Permits;
import org.anxinbao.access.UploadQuota;
import org.anxinbao.casework.EvidenceContent;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.seal.Receipt;
import org.anxinbao.storage.EvidenceStore;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How much a tip holds, and how much a mailbox may send in a day. */
class RoomTest extends ServerTest {
  private static final String MAILBOX = "/api/v1/mailbox";
  private static final String UPLOADS = MAILBOX + "/uploads";
  private static final String EVIDENCE = MAILBOX + "/evidence";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MB = 1 << 20;

  private final Receipt receipt = Receipt.random();
  private final WebTestClient reporter =
      client
          .mutate()
          .defaultHeader("Authorization", "Receipt " + receipt.text())
          .defaultHeader("X-Permit", server.bean(Permits.class).issue(receipt.mailbox().hash()))
          .build();

  @Test
  void shouldTellClientsTheRoomOfATip() {
    client
        .get()
        .uri("/api/v1/catalogue")
        .exchange()
        .expectBody()
        .jsonPath("$.limits.tipBytes")
        .isEqualTo(250 * MB);
  }

  @Test
  void shouldTakeNoFileForWhichThereIsNoRoom() {
    waits(90 * MB);
    waits(90 * MB);
    waits(70 * MB - 1);
    tooLarge(uploads(), "/file");
    assertThat(files()).isEqualTo(3);
    tooLarge(json(HttpMethod.POST, UPLOADS, Map.of("bytes", 2)), "/bytes");
    assertThat(files()).isEqualTo(3);
    assertThat(status(json(HttpMethod.POST, UPLOADS, Map.of("bytes", 1)))).isEqualTo(201);
  }

  @Test
  void shouldTakeNoTipWhoseFilesAreTooLargeTogether() {
    var files = List.of(waits(90 * MB), waits(90 * MB), waits(70 * MB));
    var one = waits(1);
    var all = new java.util.ArrayList<>(files);
    all.add(one);
    tooLarge(submits(all), "/evidence");
    assertThat(status(submits(files))).isEqualTo(201);
    tooLarge(says(one), "/evidence");
    assertThat(status(says())).isEqualTo(201);
  }

  @Test
  void shouldTakeFilesWithMessagesWhileThereIsRoom() {
    assertThat(status(submits(List.of(waits(90 * MB), waits(90 * MB))))).isEqualTo(201);
    assertThat(status(says(waits(60 * MB)))).isEqualTo(201);
    tooLarge(says(waits(11 * MB)), "/evidence");
    assertThat(status(says(waits(10 * MB)))).isEqualTo(201);
  }

  @Test
  void shouldRefuseTheFortyFirstFileOfADayAndStoreNothing() {
    for (int i = 0; i < 40; i++) {
      var begun = json(HttpMethod.POST, UPLOADS, Map.of("bytes", 10));
      assertThat(status(begun)).isEqualTo(201);
      var id = Objects.requireNonNull(begun.getResponseBody()).path("id").asString();
      reporter.delete().uri(UPLOADS + "/" + id).exchange().expectStatus().isNoContent();
    }
    tooMany(json(HttpMethod.POST, UPLOADS, Map.of("bytes", 10)));
    tooMany(uploads());
    assertThat(files()).isZero();
  }

  @Test
  void shouldRefuseMoreThanADaysBytesAndStoreNothing() {
    var begun = json(HttpMethod.POST, UPLOADS, Map.of("bytes", 10));
    var id = Objects.requireNonNull(begun.getResponseBody()).path("id").asString();
    server.bean(UploadQuota.class).send(receipt.mailbox(), (int) (600 * MB - 11));
    assertThat(status(puts(id))).isEqualTo(204);
    tooMany(puts(id));
    tooMany(uploads());
    assertThat(files()).as("the one that was begun").isEqualTo(1);
  }

  /** A row as an upload leaves it, of a file that nobody has to send. */
  private UUID waits(long bytes) {
    var id = UUID.randomUUID();
    var content = new EvidenceContent(new byte[32], "video/mp4", bytes, 0, List.of());
    var sealed =
        server.bean(ReporterEvidence.class).seal(id, content, receipt, YearMonth.of(2026, 11));
    server
        .database()
        .sql(
            """
            insert into evidence (id, mailbox, on_date, object, sealed)
            values (:id, :mailbox, current_date, :object, :sealed)
            """)
        .bind("id", id)
        .bind("mailbox", receipt.mailbox().hash())
        .bind("object", EvidenceStore.newName())
        .bind("sealed", sealed)
        .then()
        .block(PATIENCE);
    return id;
  }

  private long files() {
    return Objects.requireNonNull(
        server
            .database()
            .sql("select count(*) from evidence where mailbox = :mailbox")
            .bind("mailbox", receipt.mailbox().hash())
            .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
            .one()
            .block(PATIENCE));
  }

  private EntityExchangeResult<JsonNode> submits(List<UUID> files) {
    return json(
        HttpMethod.PUT,
        MAILBOX + "/tip",
        Map.of(
            "channel",
            "PUBLIC",
            "area",
            "440704",
            "industry",
            "scaffolding",
            "hazardClass",
            "UNSAFE_CONDITION",
            "description",
            "外海街道某工地脚手架没有连墙件,风一吹就晃。",
            "evidence",
            files));
  }

  private EntityExchangeResult<JsonNode> says(UUID... files) {
    return json(
        HttpMethod.POST, MAILBOX + "/messages", Map.of("text", "还有一段录像。", "evidence", files));
  }

  private EntityExchangeResult<JsonNode> puts(String id) {
    return reporter
        .put()
        .uri(UPLOADS + "/" + id + "/parts/0")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .bodyValue(new byte[10])
        .exchange()
        .expectBody(JsonNode.class)
        .returnResult();
  }

  private EntityExchangeResult<JsonNode> json(HttpMethod method, String uri, Object body) {
    return reporter
        .method(method)
        .uri(uri)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectBody(JsonNode.class)
        .returnResult();
  }

  private EntityExchangeResult<JsonNode> uploads() {
    var photograph = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "jpeg", photograph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var parts = new MultipartBodyBuilder();
    parts.part("file", new ByteArrayResource(photograph.toByteArray())).filename("a.jpg");
    return reporter
        .post()
        .uri(EVIDENCE)
        .bodyValue(parts.build())
        .exchange()
        .expectBody(JsonNode.class)
        .returnResult();
  }

  private static int status(EntityExchangeResult<JsonNode> answer) {
    return answer.getStatus().value();
  }

  private static void tooMany(EntityExchangeResult<JsonNode> answer) {
    assertThat(status(answer)).isEqualTo(429);
    assertThat(answer.getResponseHeaders().getFirst("Retry-After")).matches("[1-9][0-9]*");
  }

  private static void tooLarge(EntityExchangeResult<JsonNode> answer, String pointer) {
    assertThat(status(answer)).isEqualTo(422);
    var error = Objects.requireNonNull(answer.getResponseBody()).path("errors").path(0);
    assertThat(error.path("pointer").asString()).isEqualTo(pointer);
    assertThat(error.path("detail").asString()).isEqualTo("文件合计太大。");
  }
}
