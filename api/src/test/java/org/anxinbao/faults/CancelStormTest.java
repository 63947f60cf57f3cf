package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Clients that go away in the middle: what they began is done whole or not at all. */
@Tag("P13")
class CancelStormTest extends FaultTest {
  private static final int AT_ONCE = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int POOL = 16;

  private final Random random = new Random(20261120);
  private final List<Reporter> mine = new ArrayList<>();

  @BeforeAll
  static void warmUp() {
    assertThat(admitted().submits(Reporter.tip()).status()).isEqualTo(201);
  }

  /** However the storm went, everybody is served, on every connection. */
  @AfterEach
  void servesEverybody() throws Exception {
    Flux.range(0, 3 * POOL)
        .flatMap(
            i ->
                server
                    .database()
                    .sql("select :i::int8 as i, pg_sleep(0.02)")
                    .bind("i", i)
                    .map(row -> row.get("i", Long.class))
                    .one(),
            3 * POOL)
        .collectList()
        .as(
            all ->
                assertThat(all.block(PATIENCE))
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3 * POOL).mapToObj(Long::valueOf).toList()));
    together(3 * POOL, () -> admitted().submits(Reporter.tip()))
        .forEach(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
  }

  @Test
  void shouldStoreATipWholeOrNotAtAll() throws Exception {
    together(
        150,
        () -> {
          var reporter = remembered(admitted());
          goAway(request("PUT", Reporter.TIP, Reporter.tip().toString(), reporter.headers()));
          return reporter;
        });
    int stored = 0;
    for (var reporter : mine) {
      var again = reporter.submits(Reporter.tip());
      assertThat(again.status()).as(again.body()).isIn(200, 201);
      stored += again.status() == 200 ? 1 : 0;
      assertThat(query(WHOLE, reporter.mailboxHash()))
          .as("tip, grants, events, audit, outbox")
          .isEqualTo("1 true 1 1 1");
      assertThat(reporter.reads().status()).isEqualTo(200);
    }
    assertThat(stored).as("some were done, some were not").isBetween(1, mine.size() - 1);
    assertThat(
            query(
                """
                select count(*) from tip t where not exists (select from audit_entry where subject = t.id)
                """))
        .isEqualTo("0");
  }

  private static final String WHOLE =
      """
      with t as (select tip as id from mailbox where hash = ?)
      select (select count(*) from tip where id = t.id)
        || ' ' || (select count(*) >= 2 from tip_grant where tip = t.id)
        || ' ' || (select count(*) from tip_event where tip = t.id)
        || ' ' || (select count(*) from audit_entry where subject = t.id)
        || ' ' || (select count(*) from outbox where tip = t.id)
      from t
      """;

  @Test
  void shouldTakeAMessageWholeOrNotAtAll() throws Exception {
    var reporter = admitted();
    assertThat(reporter.submits(Reporter.tip()).status()).isEqualTo(201);
    var tip = query("select tip::text from mailbox where hash = ?", reporter.mailboxHash());
    var body = "{\"text\":\"还在晃\"}";
    together(
        60,
        () -> {
          goAway(
              request("POST", Reporter.MESSAGES, body, "Authorization", reporter.authorization()));
          return reporter;
        });
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            """
                            with t as (select ?::uuid as id), m as (select count(*) as n from message, t where tip = t.id)
                            select (select count(*) = m.n + 1 from audit_entry where subject = t.id)
                              || ' ' || (select count(*) = m.n + 1 from outbox where tip = t.id) from t, m
                            """,
                            tip))
                    .isEqualTo("true true"));
    assertThat(reporter.says(Map.of("text", "最后一句")).status()).isEqualTo(201);
    // those whose sender has gone may still be on their way, and come after it
    assertThat(reporter.reads().json().path("messages").findValuesAsString("text"))
        .containsOnlyOnce("最后一句");
  }

  @Test
  void shouldDecideOnceOrNotAtAll() throws Exception {
    var reporters = new ArrayList<Reporter>();
    for (int i = 0; i < 12; i++) {
      var reporter = admitted();
      // a hazard of its own line, so that the office is another test's least likely one
      var tip = Reporter.tip().put("area", "440703");
      assertThat(reporter.submits(tip).status()).isEqualTo(201);
      reporters.add(reporter);
    }
    var officer = Officer.signsIn(phone, server.account("pj-housing-2"));
    together(
        reporters.size(),
        () -> {
          var reporter = takeOne(reporters);
          var tip = query("select tip::text from mailbox where hash = ?", reporter.mailboxHash());
          goAway(
              request(
                  "POST",
                  Officer.TIPS + "/" + tip + "/decisions",
                  "{\"decision\":\"ACCEPT\"}",
                  "Cookie",
                  officer.cookie(),
                  "X-Requested-With",
                  "anxinbao",
                  "If-Match",
                  "\"0\""));
          mine.add(reporter);
          return reporter;
        });
    for (var reporter : mine) {
      var tip = query("select tip::text from mailbox where hash = ?", reporter.mailboxHash());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          query(
                              """
                              with t as (select id, version, status from tip where id = ?::uuid)
                              select (select count(*) from tip_event where tip = t.id) - t.version
                                || ' ' || ((t.version = 1) = (t.status <> 'SCREENING'))
                                || ' ' || (select count(*) = t.version from audit_entry where subject = t.id and action = 'ACCEPT') from t
                              """,
                              tip))
                      .isEqualTo("1 true true"));
      var detail = officer.gets(Officer.TIPS + "/" + tip).json();
      var again = officer.decides(tip, Map.of("decision", "ACCEPT"), 0).status();
      assertThat(again)
          .isIn(detail.path("version").asInt() == 0 ? List.of(200, 412) : List.of(412));
      assertThat(officer.gets(Officer.TIPS + "/" + tip).json().path("version").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldLeaveNoObjectAndNoRowOfAnUploadThatWasCut() throws Exception {
    var photograph = Reporter.photograph(700);
    var part = Phone.filePart("file", "IMG_1.jpg", "image/jpeg", photograph);
    var body =
        new String(
            Phone.joined(part, ("--" + Phone.BOUNDARY + "--\r\n").getBytes(UTF_8)),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    together(
        40,
        () -> {
          var reporter = remembered(admitted());
          var headers = java.util.Arrays.copyOf(reporter.headers(), 6);
          headers[4] = "Content-Type";
          headers[5] = "multipart/form-data; boundary=" + Phone.BOUNDARY;
          goAway(
              binary(
                  "POST",
                  Reporter.EVIDENCE,
                  body.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                  headers));
          return reporter;
        });
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var rows = new TreeSet<String>();
              for (var reporter : mine) {
                rows.add(query(UNFINISHED, reporter.mailboxHash()));
                assertThat(objects()).containsAll(sealedRows(reporter));
              }
              assertThat(rows).containsExactly("0");
              assertThat(objects()).isSubsetOf(knownObjects());
            });
    for (var reporter : mine) {
      assertThat(reporter.uploads(Reporter.photograph()).status()).isEqualTo(201);
    }
  }

  private static final String UNFINISHED =
      "select count(*) from evidence where mailbox = ? and sealed is null";

  private static final String FINISHED =
      """
      select coalesce(string_agg(object, ','), '') from evidence where mailbox = ? and sealed is not null
      """;

  private Reporter remembered(Reporter reporter) {
    synchronized (mine) {
      mine.add(reporter);
    }
    return reporter;
  }

  private static Reporter takeOne(List<Reporter> reporters) {
    synchronized (reporters) {
      return reporters.removeLast();
    }
  }

  private static List<String> sealedRows(Reporter reporter) throws SQLException {
    var rows = query(FINISHED, reporter.mailboxHash());
    return rows.isEmpty() ? List.of() : List.of(rows.split(","));
  }

  private static byte[] request(String method, String path, String json, String... headers) {
    var all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return binary(method, path, json.getBytes(UTF_8), all);
  }

  static byte[] binary(String method, String path, byte[] body, String... headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return Phone.joined(head.toString().getBytes(UTF_8), body);
  }

  /** A third goes before the end of the request, the others at once or some time after it. */
  private void goAway(byte[] request) throws IOException, InterruptedException {
    int sent;
    int wait;
    boolean reset;
    synchronized (random) {
      sent = random.nextInt(3) == 0 ? random.nextInt(request.length) : request.length;
      wait = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
      reset = random.nextBoolean();
    }
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.getOutputStream().write(request, 0, sent);
      Thread.sleep(wait); // the point in time at which this client goes
    }
  }

  static <T> List<T> together(int times, Callable<T> act) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var all = threads.invokeAll(java.util.Collections.nCopies(times, act));
      var results = new ArrayList<T>();
      for (var each : all) {
        results.add(each.get());
      }
      return results;
    }
  }
}
