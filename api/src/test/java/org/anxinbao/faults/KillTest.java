package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application, then its database, are killed while people submit: every 201 is there. */
@Tag("P13")
class KillTest {
  private static final int MAILBOXES_A_PERSON = 10;

  /** A tip that lacks a part of itself. */
  private static final String HALF =
      """
      select count(*) from tip t
      where not exists (select from tip_event where tip = t.id)
        or not exists (select from audit_entry where subject = t.id and action = 'SUBMIT')
        or not exists (select from outbox where tip = t.id)
        or (select count(*) from tip_grant where tip = t.id) < 2
      """;

  private Child child;

  @AfterEach
  void stop() throws Exception {
    child.stop();
  }

  @Test
  void shouldKeepEveryAcknowledgedTip() throws Exception {
    var home = FaultsHome.path().toAbsolutePath();
    child = Child.start(home);
    var first = submitted(reporters(120), () -> child.kill());
    assertThat(first.answered()).as("some were under way").isLessThan(120);

    child = Child.start(home);
    assertThere(first, child.phone());
    assertThat(count(home, HALF)).isZero();

    var second = submitted(reporters(120), () -> postmaster(home).destroyForcibly());
    assertThat(second.others()).isNotEmpty();
    second.others().forEach(Phone.Answer::isOutage);
    second.acknowledged().getFirst().reads().isOutage();
    child.stop();

    child = Child.start(home);
    assertThere(first, child.phone());
    assertThere(second, child.phone());
    assertThat(count(home, HALF)).isZero();
  }

  private List<Reporter> reporters(int count) {
    var all = new ArrayList<Reporter>();
    var token = "";
    for (int i = 0; i < count; i++) {
      if (i % MAILBOXES_A_PERSON == 0) {
        var code = Map.of("code", "demo-k" + System.nanoTime() + "-1");
        token =
            child
                .phone()
                .json("POST", "/api/v1/wechat/sessions", code)
                .json()
                .path("token")
                .asString();
      }
      all.add(Reporter.opens(child.phone(), token));
    }
    return all;
  }

  /**
   * @param unknown who got no answer
   * @param others what was answered but a 201
   */
  private record Outcome(
      List<Reporter> acknowledged, List<Reporter> unknown, List<Phone.Answer> others) {
    int answered() {
      return acknowledged.size();
    }
  }

  private static Outcome submitted(List<Reporter> reporters, Runnable kill) throws Exception {
    Map<Reporter, Phone.Answer> answers = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (threads) {
      for (var reporter : reporters) {
        threads.submit(
            () -> {
              var answer = reporter.submits(Reporter.tip());
              answers.put(reporter, answer);
            });
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> answers.size() > 20);
      kill.run();
    }
    var acknowledged = new ArrayList<Reporter>();
    var unknown = new ArrayList<>(reporters);
    var others = new ArrayList<Phone.Answer>();
    answers.forEach(
        (reporter, answer) -> {
          if (answer.status() == 201) {
            acknowledged.add(reporter);
            unknown.remove(reporter);
          } else {
            others.add(answer);
          }
        });
    return new Outcome(acknowledged, unknown, others);
  }

  private static void assertThere(Outcome outcome, Phone phone) {
    assertThat(outcome.acknowledged()).isNotEmpty();
    for (var reporter : outcome.acknowledged()) {
      var mailbox = reporter.with(phone).reads();
      assertThat(mailbox.status()).as(mailbox.body()).isEqualTo(200);
      assertThat(mailbox.json().at("/tip/description").asString())
          .isEqualTo(Reporter.tip().path("description").asString());
    }
    for (var reporter : outcome.unknown()) {
      assertThat(reporter.with(phone).submits(Reporter.tip()).status()).isIn(200, 201);
      assertThat(reporter.with(phone).reads().status()).isEqualTo(200);
    }
  }

  private static ProcessHandle postmaster(Path home) {
    try {
      var pid = Files.readAllLines(home.resolve("postgres/postmaster.pid")).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(Path home, String sql) throws Exception {
    var secrets = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
      secrets.load(reader);
    }
    var settings = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("postgres/postgresql.conf"))) {
      settings.load(reader);
    }
    var url = "jdbc:postgresql://127.0.0.1:" + settings.getProperty("port") + "/anxinbao";
    var owner = "anxinbao_owner";
    try (var connection = DriverManager.getConnection(url, owner, secrets.getProperty(owner));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
