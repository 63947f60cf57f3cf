package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reporter's act leaves a date: no column, name, log line or counter is finer than that. */
@Tag("P21")
class NoTimeTest extends ServerTest {
  private static final Thief thief = new Thief(server);

  @Test
  void shouldHaveNoInstantBesideThoseOfStaff() {
    assertThat(columns("timestamp", "timestamptz", "time", "timetz", "interval"))
        .containsExactlyInAnyOrder(
            "audit_entry.at",
            "staff_session.started_at",
            "staff_session.seen_at",
            "identity_release.expires_at",
            "flyway_schema_history.installed_on");
  }

  /** Wide enough for a time, if somebody counted one. */
  @Test
  void shouldHaveNoNumberThatCouldBeATimeOfAReporter() {
    assertThat(columns("int8", "numeric", "float8"))
        .containsExactlyInAnyOrder(
            "member.totp_step",
            "directory_revision.revision",
            "area.latitude",
            "area.longitude",
            "evidence_survey.bytes");
  }

  private static java.util.List<String> columns(String... types) {
    return thief.reads(
        """
        select table_name || '.' || column_name from information_schema.columns
        where table_schema = 'public' and udt_name in ('%s')
        """
            .formatted(String.join("', '", types)));
  }

  @Test
  void shouldStoreNoTimeOfAReportersAct() {
    reports();

    assertThat(thief.reads("select action from audit_entry where actor = 'REPORTER'")).isNotEmpty();
    assertThat(
            thief.reads(
                "select action from audit_entry where actor in ('REPORTER', 'ANONYMOUS') and at is"
                    + " not null"))
        .isEmpty();
    assertThat(thief.reads("show track_commit_timestamp")).containsExactly("off");
  }

  /** Versions 1, 6 and 7 begin with a clock. */
  @Test
  void shouldUseRandomIdentifiersOnly() {
    reports();

    var columns =
        thief.reads(
            """
            select format('select %I::text from %I where substr(%I::text, 15, 1) <> ''4''',
              column_name, table_name, column_name)
            from information_schema.columns where table_schema = 'public' and udt_name = 'uuid'
            """);
    assertThat(columns).hasSizeGreaterThan(10);
    assertThat(columns).allSatisfy(query -> assertThat(thief.reads(query)).isEmpty());
  }

  @Test
  void shouldNameObjectsAtRandomAndLeaveNothingInTheSpool() throws IOException {
    reports();

    assertThat(thief.reads("select object from evidence"))
        .isNotEmpty()
        .allMatch(name -> name.matches("[0-9a-f]{32}"))
        .doesNotHaveDuplicates();
    try (var spool = Files.list(server.home().spool())) {
      assertThat(spool).isEmpty();
    }
  }

  @Test
  void shouldLogNothingOfAReporter() {
    try (var log = new Terminal()) {
      reports();
      new Http(server.url(), Map.of()).get("/api/v1/nowhere").expect(404);
      new Http(server.url(), Map.of("Authorization", "Receipt x"))
          .get("/api/v1/mailbox")
          .expect(400);

      assertThat(log.text()).isEmpty();
    }
  }

  @Test
  void shouldCountNoRequestOfAReporter() {
    reports();
    Officer.of(server, FullRun.LEAD).list().expect(200);

    var metrics =
        new Http(server.managementUrl(), Map.of()).get("/actuator/prometheus").expect(200);
    var requests =
        metrics.text().lines().filter(line -> line.startsWith("http_server_requests")).toList();
    assertThat(requests).anyMatch(line -> line.contains("uri=\"/admin/api/v1/tips\""));
    assertThat(requests)
        .allMatch(line -> line.contains("uri=\"/admin/") || line.contains("uri=\"/actuator/"));
    assertThat(metrics.text())
        .contains("jvm_memory_used_bytes", "r2dbc_pool")
        .doesNotContain("/api/v1/mailbox", "/api/v1/wechat");
  }

  private void reports() {
    var reporter = Reporter.arrives(server);
    var file = reporter.upload("a.jpg", Photo.talking("camera", "place", "remark"));
    var tip = Reporter.scaffold("");
    tip.put("evidence", java.util.List.of(file));
    reporter.submits(tip);
    reporter.says("Still there.");
    reporter.reads().expect(200);
    reporter.withdraws();
    reporter.burns();
  }
}
