package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anxinbao.EventLoops;
import org.anxinbao.access.Permits;
import org.anxinbao.dev.EmbeddedParts;
import org.anxinbao.dev.EmbeddedRun;
import org.anxinbao.dev.EmbeddedServers;
import org.anxinbao.seal.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we stand on goes away, and comes back; the application is the same process throughout. */
@Tag("P13")
class OutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Cable database;
  private static Cable objects;
  private static Cable wechat;
  private static EmbeddedRun run;
  private static Phone phone;

  @BeforeAll
  static void start() throws Exception {
    EventLoops.watch();
    run = EmbeddedServers.start(FaultsHome.path(), OutageTest::throughCables);
    phone =
        new Phone(
            "http://127.0.0.1:"
                + run.context().getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static List<String> throughCables(EmbeddedParts parts) {
    try {
      database = new Cable(parts.postgres().port());
      objects = new Cable(parts.objects().getPort());
      wechat = new Cable(parts.wechat().address().getPort());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return List.of(
        "--anxinbao.database.url=postgresql://127.0.0.1:" + database.port() + "/anxinbao",
        "--anxinbao.s3.endpoint=http://127.0.0.1:" + objects.port(),
        "--anxinbao.wechat.api-host=http://127.0.0.1:" + wechat.port(),
        "--anxinbao.limits.unknown-receipts-per-minute=5");
  }

  @AfterAll
  static void stop() throws Exception {
    run.close();
    for (var cable : List.of(database, objects, wechat)) {
      cable.close();
    }
    EventLoops.assertNoneBlocked();
  }

  @AfterEach
  void mend() {
    database.mend();
    objects.mend();
    wechat.mend();
    await().atMost(PATIENCE).until(() -> admitted().submits(Reporter.tip()).status() == 201);
  }

  @Test
  void shouldKeepThePartsOfAFileUntilTheObjectStoreIsBack() {
    var uploads = "/api/v1/mailbox/uploads";
    var reporter = admitted();
    var file = Reporter.photograph();
    var upload =
        uploads
            + "/"
            + phone
                .json("POST", uploads, Map.of("bytes", file.length), reporter.headers())
                .json()
                .path("id")
                .asString();
    var headers = java.util.Arrays.copyOf(reporter.headers(), 6);
    headers[4] = "Content-Type";
    headers[5] = "application/octet-stream";
    objects.cut();
    phone.send("PUT", upload + "/parts/0", file, headers).isOutage();
    objects.mend();
    assertThat(phone.send("PUT", upload + "/parts/0", file, headers).status()).isEqualTo(204);

    objects.cut();
    phone.send("POST", upload + "/completion", new byte[0], reporter.headers()).isOutage();
    objects.mend();
    database.cut();
    phone.send("POST", upload + "/completion", new byte[0], reporter.headers()).isOutage();
    database.mend();
    await().atMost(PATIENCE).until(() -> phone.get(upload, reporter.headers()).status() == 200);
    var completed = phone.send("POST", upload + "/completion", new byte[0], reporter.headers());
    assertThat(completed.status()).as(completed.body()).isEqualTo(201);
  }

  @Test
  void shouldGoOnByItselfWhenTheDatabaseIsBack() {
    var before = admitted();
    assertThat(before.submits(Reporter.tip()).status()).isEqualTo(201);
    var session =
        phone
            .json("POST", "/api/v1/wechat/sessions", Map.of("code", "demo-outage-1"))
            .json()
            .path("token")
            .asString();
    database.cut();

    for (int i = 0; i < 3; i++) {
      admitted().submits(Reporter.tip()).isOutage();
      before.reads().isOutage();
      before.says(Map.of("text", "还在吗")).isOutage();
      before.uploads(Reporter.photograph()).isOutage();
    }
    phone
        .json(
            "POST",
            Officer.SESSIONS,
            Map.of("username", "a", "passphrase", "b", "totp", "c"),
            "X-Requested-With",
            "anxinbao")
        .isOutage();
    var mailbox = Reporter.opens(phone, session);

    database.mend();
    await().atMost(PATIENCE).until(() -> before.reads().status() == 200);
    assertThat(mailbox.submits(Reporter.tip()).status())
        .as("the permit of the outage")
        .isEqualTo(201);
    assertThat(before.says(Map.of("text", "还在吗")).status()).isEqualTo(201);
  }

  @Test
  void shouldLoseNothingThatWasAcknowledgedWhenTheDatabaseGoesInTheMiddle() throws Exception {
    record Sent(Reporter reporter, Future<Phone.Answer> answer) {}
    var all = new ArrayList<Sent>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 200; i++) {
        var reporter = admitted();
        all.add(new Sent(reporter, threads.submit(() -> reporter.submits(Reporter.tip()))));
        if (i == 100) {
          all.get(40).answer().get();
          database.cut();
        }
      }
    }
    database.mend();
    await().atMost(PATIENCE).until(() -> admitted().submits(Reporter.tip()).status() == 201);
    for (var sent : all) {
      if (sent.answer().get().status() == 201) {
        assertThat(sent.reporter().reads().status()).isEqualTo(200);
      } else {
        sent.answer().get().isOutage();
        assertThat(sent.reporter().submits(Reporter.tip()).status()).isIn(200, 201);
      }
    }
    assertThat(all).anyMatch(sent -> sent.answer().resultNow().status() == 503);
  }

  @Test
  void shouldTakeTipsWithoutTheObjectStoreAndFilesWhenItIsBack() throws Exception {
    var reporter = admitted();
    objects.cut();

    reporter.uploads(Reporter.photograph()).isOutage();
    assertThat(admitted().submits(Reporter.tip()).status()).isEqualTo(201);

    objects.mend();
    assertThat(filesOf(reporter)).isZero();
    var tip = Reporter.tip();
    tip.putArray("evidence").add(uploaded(reporter));
    assertThat(reporter.submits(tip).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503, 507})
  void shouldAnswer503ForARefusedObjectAndKeepNoRow(int status) throws Exception {
    var reporter = admitted();
    var refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
          var body = "<Error><Code>NoRoom</Code></Error>".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(
              exchange.getRequestMethod().equals("PUT") ? status : 204,
              exchange.getRequestMethod().equals("PUT") ? body.length : -1);
          if (exchange.getRequestMethod().equals("PUT")) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    refusing.start();
    try {
      objects.divert(refusing.getAddress().getPort());
      reporter.uploads(Reporter.photograph()).isOutage();
      assertThat(filesOf(reporter)).isZero();
      assertThat(reporter.submits(Reporter.tip()).status()).isEqualTo(201);
    } finally {
      refusing.stop(0);
    }
    objects.mend();
    uploaded(reporter);
    assertThat(reporter.reads().status()).isEqualTo(200);
  }

  @Test
  void shouldAnswer503WhenTheSpoolCannotBeWritten() throws Exception {
    var reporter = admitted();
    var spool = run.parts().home().spool();
    var aside = spool.resolveSibling("spool.aside");
    Files.move(spool, aside);
    try {
      reporter.uploads(Reporter.photograph()).isOutage();
      assertThat(filesOf(reporter)).isZero();
    } finally {
      Files.move(aside, spool);
    }
    uploaded(reporter);
  }

  @Test
  void shouldSayWhenWechatIsAwayOrSilentAndGoOnWhenItIsBack() {
    var code = Map.of("code", "demo-away-" + System.nanoTime());
    wechat.cut();
    phone.json("POST", "/api/v1/wechat/sessions", code).isOutage();
    wechat.silence();
    phone.json("POST", "/api/v1/wechat/sessions", code).isOutage();
    assertThat(admitted().submits(Reporter.tip()).status()).as("the others").isEqualTo(201);
    wechat.mend();
    assertThat(phone.json("POST", "/api/v1/wechat/sessions", code).status()).isEqualTo(201);
  }

  @Test
  @Tag("P14")
  void shouldAnswerAnUnknownAndABurntReceiptAlikeAndSlowWhoBringsMany() {
    var burnt = admitted();
    assertThat(burnt.submits(Reporter.tip()).status()).isEqualTo(201);
    assertThat(
            phone
                .send(
                    "DELETE", Reporter.MAILBOX, new byte[0], "Authorization", burnt.authorization())
                .status())
        .isEqualTo(204);
    var good = admitted();
    assertThat(good.submits(Reporter.tip()).status()).isEqualTo(201);

    var ofBurnt = burnt.reads().isProblem(401);
    var ofUnknown = admitted().reads().isProblem(401);
    assertThat(ofUnknown.bytes()).isEqualTo(ofBurnt.bytes());
    assertThat(headers(ofUnknown)).isEqualTo(headers(ofBurnt));

    Phone.Answer last = ofUnknown;
    for (int i = 0; i < 8; i++) {
      last = (i % 2 == 0 ? burnt : admitted()).reads();
    }
    last.isProblem(429);
    assertThat(last.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(good.reads().status()).as("behind the same address").isEqualTo(200);
    for (int i = 0; i < 20; i++) {
      phone.get(Reporter.MAILBOX, "Authorization", "Receipt 7KQ2M").isProblem(400);
    }
    await().atMost(PATIENCE).until(() -> admitted().reads().status() == 401);
  }

  private static Map<String, List<String>> headers(Phone.Answer answer) {
    var headers = new java.util.TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  private static String uploaded(Reporter reporter) {
    var answer =
        await()
            .atMost(PATIENCE)
            .until(() -> reporter.uploads(Reporter.photograph()), sent -> sent.status() != 503);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static Reporter admitted() {
    var receipt = Receipt.random();
    var permit = run.context().getBean(Permits.class).issue(receipt.mailbox().hash());
    return new Reporter(phone, receipt.text(), permit);
  }

  private static int filesOf(Reporter reporter) throws SQLException {
    try (var connection = run.parts().postgres().asOwner().getConnection();
        var statement =
            connection.prepareStatement("select count(*) from evidence where mailbox = ?")) {
      statement.setBytes(1, reporter.mailboxHash());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
