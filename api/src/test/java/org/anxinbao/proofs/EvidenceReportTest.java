package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.anxinbao.ServerTest;
import org.anxinbao.storage.EvidenceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** The object store and the tables, compared on the operator's word. */
@Tag("P13")
class EvidenceReportTest extends ServerTest {
  private static final String REPORT = "/admin/api/v1/evidence-report";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Thief thief = new Thief(server);

  private final Http operator =
      Officer.of(server, "operator").http().with("X-Requested-With", "anxinbao");
  private final EvidenceStore store = server.bean(EvidenceStore.class);

  @BeforeEach
  @AfterEach
  void forget() {
    thief.writes("delete from evidence_survey");
  }

  @Test
  void shouldRemoveWhatNoRowKnowsUnlessItIsYoung() throws Exception {
    var old = planted(EvidenceStore.newName(), Duration.ofHours(49));
    var young = planted(EvidenceStore.newName(), Duration.ofHours(47));
    var foreign = planted("a-file-of-somebody-else", Duration.ofDays(9));
    var known = knownAndOld();
    try {
      var report = surveyed();
      assertThat(old).doesNotExist();
      assertThat(List.of(young, foreign, known)).allSatisfy(file -> assertThat(file).exists());
      assertThat(report.path("removed").asInt()).isEqualTo(1);
      assertThat(report.path("foreign").asInt()).isEqualTo(1);
      assertThat(report.path("on").asString())
          .isEqualTo(LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
      assertThat(report.path("objects").asInt()).isGreaterThanOrEqualTo(3);
      assertThat(report.path("bytes").asLong()).isPositive();
      assertThat(report.path("records").asInt()).isPositive();

      assertThat(surveyed().path("removed").asInt()).as("the second time").isZero();
    } finally {
      Files.delete(young);
      Files.delete(foreign);
    }
  }

  @Test
  void shouldCountTheFilesOfTipsThatAreLost() throws Exception {
    var reporter = Reporter.arrives(server);
    var file = reporter.upload("a.jpg", Photo.talking("camera", "place", "remark"));
    var tip = Reporter.scaffold("");
    tip.put("evidence", List.of(file));
    reporter.submits(tip);
    var waiting = reporter.upload("b.jpg", Photo.talking("camera", "place", "remark"));
    int before = surveyed().path("lost").asInt(); // other tests' tips have lost files, too
    var lost = path(objectOf(file));
    var kept = Files.readAllBytes(lost);
    Files.delete(lost);
    Files.delete(path(objectOf(waiting)));
    try (var log = new Terminal()) {
      assertThat(surveyed().path("lost").asInt()).as("that of a tip alone").isEqualTo(before + 1);
      assertThat(log.text())
          .contains("files of tips without an object: " + (before + 1))
          .doesNotContain(objectOf(file), file);
    } finally {
      Files.write(lost, kept);
      reporter
          .http()
          .send("DELETE", "/api/v1/mailbox/evidence/" + waiting, new byte[0])
          .expect(204);
    }
    assertThat(surveyed().path("lost").asInt()).isEqualTo(before);
  }

  @Test
  void shouldGoOnWhereItWasStopped() throws Exception {
    var passed = planted("0" + EvidenceStore.newName().substring(1), Duration.ofHours(49));
    var ahead = planted("f" + EvidenceStore.newName().substring(1), Duration.ofHours(49));
    thief.writes(
        """
        insert into evidence_survey (state, on_date, after, objects, removed, lost)
        values ('RUNNING', current_date - 1, ?, 1000000, 3, 2)
        """,
        "8" + "0".repeat(31));
    try {
      var running = operator.get(REPORT).expect(200).json().path("running");
      assertThat(running.path("percent").asInt()).isEqualTo(50);
      assertThat(running.path("counted").path("removed").asInt()).isEqualTo(3);

      var report = surveyed();
      assertThat(passed).exists();
      assertThat(ahead).doesNotExist();
      assertThat(report.path("objects").asInt()).isGreaterThan(1_000_000);
      assertThat(report.path("removed").asInt()).isEqualTo(4);
      assertThat(report.path("lost").asInt()).isGreaterThanOrEqualTo(2);
    } finally {
      Files.deleteIfExists(passed);
    }
  }

  @Test
  void shouldLeaveAPassToWhoIsAtIt() throws Exception {
    thief.writes(
        "insert into evidence_survey (state, on_date) values ('RUNNING', current_date - 1)");
    try (var connection = server.asOwner();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select from evidence_survey for update");
      operator.send("POST", REPORT, new byte[0]).expect(202);
      operator.send("POST", REPORT, new byte[0]).expect(202);
      var report = operator.get(REPORT).expect(200).json();
      assertThat(report.path("last").isNull()).isTrue();
      assertThat(report.path("running").path("percent").asInt()).isZero();
      connection.rollback();
    }
    assertThat(surveyed().path("objects").asInt()).isPositive();
  }

  @Test
  void shouldRecordWhoAskedAndSayNoName() throws Exception {
    var known = knownAndOld();
    surveyed();
    var report = operator.get(REPORT).expect(200);
    assertThat(report.text()).doesNotContain(known.getFileName().toString(), "T", "after");
    assertThat(thief.reads("select distinct action from audit_entry where actor = 'MEMBER'"))
        .contains("READ_EVIDENCE_REPORT", "START_EVIDENCE_SURVEY");
  }

  /** The last report, of a pass that began or went on now. */
  private JsonNode surveyed() {
    operator.send("POST", REPORT, new byte[0]).expect(202);
    await()
        .atMost(PATIENCE)
        .until(() -> operator.get(REPORT).expect(200).json().path("running").isNull());
    return operator.get(REPORT).json().path("last");
  }

  private Path planted(String name, Duration age) throws IOException {
    store
        .keep(name, new byte[32], 1_000, Flux.just(java.nio.ByteBuffer.allocate(10)))
        .block(PATIENCE);
    return aged(path(name), age);
  }

  private Path knownAndOld() throws IOException {
    var file = Reporter.arrives(server).upload("a.jpg", Photo.talking("camera", "place", "remark"));
    return aged(path(objectOf(file)), Duration.ofDays(9));
  }

  private static Path aged(Path file, Duration age) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static String objectOf(String file) {
    return thief.reads("select object from evidence where id = ?::uuid", file).getFirst();
  }

  private static Path path(String object) throws IOException {
    try (var files = Files.walk(server.home().objects())) {
      return files.filter(file -> file.endsWith(object)).findAny().orElseThrow();
    }
  }
}
