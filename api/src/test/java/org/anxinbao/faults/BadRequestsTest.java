package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other routes: whatever is wrong is a 4xx problem that says where, and echoes nothing. */
class BadRequestsTest extends FaultTest {
  private static final String CANARY = "canary-9f2c";

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("{}", 400, "/text"),
        Arguments.of("{\"text\":\"\"}", 422, "/text"),
        Arguments.of("{\"text\":\"\\u200b \"}", 422, "/text"),
        Arguments.of("{\"text\":7}", 400, "/text"),
        Arguments.of("{\"text\":\"" + "话".repeat(8_001) + "\"}", 422, "/text"),
        Arguments.of("{\"text\":\"canary-9f2c\\ud800\"}", 400, "/text"),
        Arguments.of("{\"text\":\"好\",\"evidence\":[\"canary-9f2c\"]}", 400, "/evidence/0"),
        Arguments.of(
            "{\"text\":\"好\",\"evidence\":[\"" + UUID.randomUUID() + "\"]}", 422, "/evidence/0"),
        Arguments.of("{\"text\":\"好\",\"canary-9f2c\":true}", 400, ""),
        Arguments.of("[]", 400, ""),
        Arguments.of("", 400, ""));
  }

  @ParameterizedTest
  @MethodSource
  void messages(String body, int status, String pointer) {
    var reporter = admitted();
    assertThat(reporter.submits(Reporter.tip()).status()).isEqualTo(201);
    refused(
        phone.send(
            "POST",
            Reporter.MESSAGES,
            body.getBytes(UTF_8),
            "Authorization",
            reporter.authorization(),
            "Content-Type",
            "application/json"),
        status,
        pointer);
    assertThat(reporter.reads().json().path("messages").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mailbox\":\"canary-9f2c\"}",
        "{\"mailbox\":\"\"}",
        "{\"mailbox\":\"" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"
      })
  void shouldRefuseAMailboxThatIsNone(String body) {
    refused(post("/api/v1/mailboxes", body), 422, "/mailbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"mailbox\":1}", "{\"mailbox\":{}}", "[]", "{", "{\"canary-9f2c\":1}"})
  void shouldRefuseAMailboxRequestThatIsNone(String body) {
    refused(post("/api/v1/mailboxes", body), 400, null);
  }

  @Test
  void shouldRefuseMailboxesToStrangers() {
    post("/api/v1/mailboxes", "{}").isProblem(401);
    for (var bearer : List.of("", "x", "a.b.c.d.e", "é".repeat(3), "x".repeat(9_000))) {
      phone
          .json("POST", "/api/v1/mailboxes", Map.of(), "Authorization", "Bearer " + bearer)
          .isProblem(401);
    }
    for (var solution : List.of("", "x", "bnVsbA==", "W10=", "e30=", "MQ==")) {
      phone.json("POST", "/api/v1/mailboxes", Map.of(), "X-Altcha", solution).isProblem(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"code\":null}",
        "{\"code\":\"\"}",
        "{\"code\":\" \"}",
        "{\"code\":\"汉字\"}",
        "{\"code\":7}",
        "{\"code\":\"a\\nb\"}",
        "{\"code\":[\"canary-9f2c\"]}"
      })
  void shouldRefuseAWechatCodeThatIsNone(String body) {
    refused(post("/api/v1/wechat/sessions", body), 400, "/code");
  }

  @Test
  void shouldRefuseAWechatCodeThatIsTooLong() {
    refused(
        post("/api/v1/wechat/sessions", "{\"code\":\"" + "x".repeat(129) + "\"}"), 400, "/code");
    post("/api/v1/wechat/sessions", "{\"code\":\"invalid-" + CANARY + "&appid=x\"}").isProblem(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\":\"canary-9f2c\",\"passphrase\":\"\",\"totp\":\"1\"}",
        "{\"username\":\"canary-9f2c\",\"passphrase\":7,\"totp\":\"1\"}",
        "{\"username\":\"canary-9f2c\",\"passphrase\":null,\"totp\":\"1\"}",
        "{\"username\":\"canary-9f2c\",\"totp\":\"1\"}",
      })
  void shouldRefuseASignInThatIsNone(String body) {
    refused(post(Officer.SESSIONS, body), 400, "/passphrase");
  }

  @Test
  void shouldRefuseWrongFilters() {
    var officer = Officer.signsIn(phone, server.account("pj-fire-2"));
    for (var wrong :
        List.of(
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=canary-9f2c",
            "limit=1e2",
            "limit=99999999999999999999",
            "status=canary-9f2c",
            "status=new",
            "channel=canary-9f2c",
            "overdue=canary-9f2c",
            "overdue=yes",
            "cursor=canary-9f2c",
            "cursor=%00",
            "limit=%F0%9F%98%80")) {
      var answer = officer.gets(Officer.TIPS + "?" + wrong);
      assertThat(answer.status()).as(wrong + " " + answer.body()).isIn(400, 422);
      refused(answer, answer.status(), "/query/" + wrong.substring(0, wrong.indexOf('=')));
    }
    for (var odd :
        List.of(
            "area=canary-9f2c",
            "area=%00",
            "industry=%ED%A0%80",
            "area=" + "9".repeat(3_000),
            "nothing=1")) {
      var answer = officer.gets(Officer.TIPS + "?" + odd);
      assertThat(answer.status()).as(odd + " " + answer.body()).isIn(200, 400, 422);
      assertThat(answer.body()).doesNotContain(CANARY);
    }
    for (var id : List.of("canary-9f2c", UUID.randomUUID().toString(), "%00", "1", "..%2f..")) {
      var answer = officer.gets(Officer.TIPS + "/" + id);
      assertThat(answer.status()).as(id + answer.body()).isIn(400, 404);
      answer.isProblem();
      assertThat(answer.body()).doesNotContain(CANARY);
    }
  }

  @Test
  void shouldRefuseWrongDecisionsWithoutDeciding() {
    var reporter = admitted();
    assertThat(
            reporter
                .submits(Reporter.tip().put("industry", "gas-stations-none").put("area", "440703"))
                .status())
        .isEqualTo(422);
    assertThat(reporter.submits(Reporter.tip().put("area", "440703")).status()).isEqualTo(201);
    var officer = Officer.signsIn(phone, server.account("pj-housing-1"));
    var tip =
        officer
            .gets(Officer.TIPS + "?limit=200")
            .json()
            .path("items")
            .valueStream()
            .filter(item -> item.path("status").asString().equals("SCREENING"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    var path = Officer.TIPS + "/" + tip + "/decisions";
    record Wrong(String body, int status, String pointer) {}
    for (var wrong :
        List.of(
            new Wrong("{}", 400, "/decision"),
            new Wrong("{\"decision\":\"CANARY-9F2C\"}", 400, "/decision"),
            new Wrong("{\"decision\":1}", 400, "/decision"),
            new Wrong("{\"decision\":\"ASK\"}", 422, "/text"),
            new Wrong(
                "{\"decision\":\"ASK\",\"text\":\"" + "问".repeat(8_001) + "\"}", 422, "/text"),
            new Wrong("{\"decision\":\"DECLINE\"}", 422, "/reasonCode"),
            new Wrong("{\"decision\":\"TRANSFER\",\"reason\":\"不归我们\"}", 422, "/organisation"),
            new Wrong(
                "{\"decision\":\"TRANSFER\",\"organisation\":\"canary-9f2c\",\"reason\":\"不归我们\"}",
                422,
                "/organisation"),
            new Wrong("{\"decision\":\"CONCLUDE\",\"finding\":\"canary-9f2c\"}", 400, "/finding"),
            new Wrong(
                "{\"decision\":\"CONCLUDE\",\"finding\":\"SUBSTANTIATED\",\"reason\":\"查实\"}",
                422,
                "/grade"),
            new Wrong("{\"decision\":\"ACCEPT\",\"canary-9f2c\":1}", 400, ""))) {
      var answer = officer.posts(path, Phone.JSON.readTree(wrong.body()), "If-Match", "\"0\"");
      refused(answer, wrong.status(), wrong.pointer());
    }
    officer.posts(path, Map.of("decision", "ACCEPT")).isProblem(428);
    for (var version :
        List.of("0", "\"x\"", "W/\"0\"", "*", "\"-1\"", "\"99999999999999\"", "\"0\", \"1\"")) {
      var answer = officer.posts(path, Map.of("decision", "ACCEPT"), "If-Match", version);
      assertThat(answer.status()).as(version + answer.body()).isIn(400, 412, 428);
      answer.isProblem();
    }
    officer.posts(path, Map.of("decision", "ACCEPT"), "If-Match", "\"9\"").isProblem(412);
    officer.posts(path, Map.of("decision", "CLOSE"), "If-Match", "\"0\"").isProblem(409);
    assertThat(officer.gets(Officer.TIPS + "/" + tip).json().path("version").asInt()).isZero();
  }

  @Test
  void shouldRefuseFormsWithoutExactlyOneFile() {
    var reporter = admitted();
    var photograph = Reporter.photograph();
    var file = Phone.filePart("file", "a.jpg", "image/jpeg", photograph);
    var other = Phone.filePart("canary-9f2c", "a.jpg", "image/jpeg", photograph);
    refused(reporter.form(new byte[0]), 400, null);
    refused(reporter.form(other), 400, "/file");
    refused(reporter.form(text("file", "no file")), 400, "/file");
    refused(reporter.form(Phone.joined(file, file)), 400, "/file");
    assertThat(reporter.form(Phone.joined(text("note", CANARY), file, other)).status())
        .isEqualTo(201);

    for (var type :
        List.of(
            "application/json",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/mixed; boundary=x",
            "x")) {
      var answer = raw(reporter, file, type);
      assertThat(answer.status()).as(type + answer.body()).isIn(400, 415);
      answer.isProblem();
    }
    var cut =
        raw(
            reporter,
            Arrays.copyOf(file, file.length / 2),
            "multipart/form-data; boundary=" + Phone.BOUNDARY);
    assertThat(cut.status()).as(cut.body()).isIn(400, 422);
    cut.isProblem();
    var foreign = raw(reporter, file, "multipart/form-data; boundary=another");
    assertThat(foreign.status()).as(foreign.body()).isIn(400, 422);
    foreign.isProblem();
  }

  @Test
  void shouldRefuseFilesThatAreNoPhotographsAndSpendNothing() {
    var reporter = admitted();
    reporter.uploads("这是一段文字 canary-9f2c".getBytes(UTF_8)).isProblem(415);
    reporter.uploads(new byte[0]).isProblem();
    reporter.uploads("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8)).isProblem(415);
    reporter.uploads(Arrays.copyOf(Reporter.photograph(), 400)).isProblem(422);
    var large = Arrays.copyOf(Reporter.photograph(), 21 << 20);
    reporter.uploads(large).isProblem(413);
    for (int i = 0; i < 9; i++) {
      var answer = reporter.uploads(Reporter.photograph(40 + i));
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
    refused(reporter.uploads(Reporter.photograph()), 422, "/file");
    assertThat(reporter.submits(Reporter.tip()).status()).isEqualTo(201);
  }

  private static Phone.Answer raw(Reporter reporter, byte[] body, String type) {
    var headers = Arrays.copyOf(reporter.headers(), 6);
    headers[4] = "Content-Type";
    headers[5] = type;
    return phone.send("POST", Reporter.EVIDENCE, body, headers);
  }

  private static byte[] text(String field, String value) {
    return ("--"
            + Phone.BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\""
            + field
            + "\"\r\n\r\n"
            + value
            + "\r\n")
        .getBytes(UTF_8);
  }

  private static Phone.Answer post(String path, String body) {
    return phone.send(
        "POST",
        path,
        body.getBytes(UTF_8),
        "Content-Type",
        "application/json",
        "X-Requested-With",
        "anxinbao");
  }

  private static void refused(
      Phone.Answer answer, int status, @org.jspecify.annotations.Nullable String pointer) {
    answer.isProblem(status);
    assertThat(answer.body()).doesNotContainIgnoringCase(CANARY);
    if (pointer != null) {
      assertThat(BadTipTest.pointers(answer)).as(answer.body()).contains(pointer);
    }
  }
}
