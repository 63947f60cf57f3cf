package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@Slice
class ProblemsOverHttpTest {
  private static final String ID = "0b5cad00-0000-4000-8000-000000000001";
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] OBJECT = {'{', '}'};

  @LocalServerPort int port;
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @ParameterizedTest
  @CsvSource({
    "unexpected, 500, internal",
    "npe, 500, internal",
    "database, 503, unavailable",
    "shutdown, 503, unavailable",
    "refused, 503, unavailable",
    "slow, 503, unavailable",
    "problem, 409, decision-not-allowed",
    "wait, 429, too-many-requests",
  })
  void shouldSayWhatHappenedWithoutTheException(String how, int status, String slug) {
    var answer = http.get("/api/v1/fails?how=" + how);

    assertThat(answer.status()).isEqualTo(status);
    assertProblem(answer, slug);
    assertThat(answer.raw()).doesNotContain("canary", "Exception");
    assertThat(answer.header("Retry-After"))
        .isEqualTo(status == 503 ? "5" : status == 429 ? "2" : "");
  }

  @Test
  void shouldCarryTheProblemsOwnMembers() {
    assertThat(http.get("/api/v1/fails?how=problem").json().at("/allowed/0").asString())
        .isEqualTo("ACCEPT");
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        Arguments.of("GET", "/api/v1/canary", 404, null),
        Arguments.of("GET", "/canary", 404, null),
        Arguments.of("POST", "/canary", 404, null),
        Arguments.of("PATCH", "/api/v1/canary", 404, null),
        Arguments.of("GET", "/problems/canary", 404, null),
        Arguments.of("GET", "/error", 404, null),
        Arguments.of("GET", "/actuator", 404, null),
        Arguments.of("GET", "/actuator/health", 404, null),
        Arguments.of("GET", "/webjars/../../canary", 404, null),
        Arguments.of("GET", "/%2e%2e/%2e%2e/canary", 404, null),
        Arguments.of("GET", "/api/v1/sample/canary", 404, null),
        Arguments.of("GET", "/api/v1/sample/1-1-1-1-1", 404, null),
        Arguments.of("GET", "/api/v1/sample/%00", 404, null),
        Arguments.of("GET", "/api/v1/sample/%ff%fe", 404, null),
        Arguments.of("DELETE", "/api/v1/sample", 405, null),
        Arguments.of("TRACE", "/api/v1/sample", 405, null),
        Arguments.of("POST", "/", 405, null),
        Arguments.of("CANARY", "/api/v1/sample", 405, null),
        Arguments.of("GET", "/api/v1/sample", 400, "/query/needed"),
        Arguments.of("GET", "/api/v1/sample?needed=1&cursor=canary", 400, "/query/cursor"),
        Arguments.of("GET", "/api/v1/sample?needed=1&cursor=%F0", 400, "/query/cursor"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?limit=canary", 400, "/query/limit"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?limit=0x10", 400, "/query/limit"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?limit=%201", 400, "/query/limit"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?limit=9999999999", 400, "/query/limit"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?channel=canary", 400, "/query/channel"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?channel=public", 400, "/query/channel"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?on=1/2/26", 400, "/query/on"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?on=2026-02-30", 400, "/query/on"),
        Arguments.of("GET", "/api/v1/sample/" + ID + "?overdue=yes", 400, "/query/overdue"),
        Arguments.of("GET", "/api/v1/header", 400, "/header/X-Needed"),
        Arguments.of("PUT", "/api/v1/versioned", 428, null),
        Arguments.of("POST", "/admin/api/v1/sample", 400, "/header/X-Requested-With"),
        Arguments.of("POST", "/%61dmin/api/v1/sample", 400, "/header/X-Requested-With"),
        Arguments.of("GET", "/api/v1/sample?needed=%", 400, null),
        Arguments.of("GET", "/api/v1/%zz", 400, null),
        Arguments.of("GET", "/api/v1/\u0001", 400, null),
        Arguments.of("GET", "/api/v1/{canary}", 400, null),
        Arguments.of("HEAD", "/api/v1/%zz", 400, null),
        Arguments.of("HEAD", "/api/v1/canary", 404, null),
        Arguments.of("OPTIONS", "/api/v1/canary", 404, null));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrongRequests")
  void shouldRefuseWithAProblem(String method, String path, int status, String pointer) {
    var answer = http.send(method, path, NOTHING);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.raw().toLowerCase(Locale.ROOT)).doesNotContain("canary");
    assertGuarded(answer);
    if (method.equals("HEAD")) {
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
      assertThat(answer.json().at("/errors/0/pointer").asString(null)).isEqualTo(pointer);
    }
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        Arguments.of(400, "If-Match: 3"),
        Arguments.of(400, "If-Match: \"canary\""),
        Arguments.of(400, "If-Match: W/\"3\""),
        Arguments.of(400, "If-Match: *"),
        Arguments.of(400, "If-Match: \"-1\""),
        Arguments.of(400, "If-Match: \"99999999999999999999\""),
        Arguments.of(412, "If-Match: \"2\""),
        Arguments.of(200, "If-Match: \"3\""));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongHeaders")
  void shouldMindTheVersion(int status, String header) {
    assertThat(http.send("PUT", "/api/v1/versioned", NOTHING, header).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: canary",
        "Content-Type: application/json; charset=utf-16",
        "Content-Type: application/json; charset=canary",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=canary",
        "Content-Type: application/xml",
        "Content-Type: application/x-ndjson",
        "X-None: there is none",
      })
  void shouldRefuseOtherKindsOfBody(String header) {
    var answer = http.send("PUT", "/api/v1/sample", OBJECT, header);

    assertThat(answer.status()).isEqualTo(415);
    assertProblem(answer, "unsupported-media-type");
    assertThat(answer.raw()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Accept: text/html", "Accept: image/png", "Accept: canary", "Accept: */canary"})
  void shouldAnswerAProblemWhateverIsAccepted(String accept) {
    assertProblem(http.get("/api/v1/sample/" + ID, accept), "not-acceptable");
    assertProblem(http.get("/api/v1/nowhere", accept), "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | en",
        "en-GB,en;q=0.9 | en",
        "fr, en;q=0.5 | en",
        "zh-CN | zh-CN",
        "zh;q=0.5, en;q=0.4 | zh-CN",
        "* | zh-CN",
        "canary-canary-canary-canary | zh-CN",
        "en;q=canary | zh-CN",
        ";;;===,,, | zh-CN",
        "en;q=2 | zh-CN",
        "-en | zh-CN",
      })
  void shouldSpeakTheLanguageThatIsAsked(String asked, String spoken) {
    var answer = http.get("/api/v1/nowhere", "Accept-Language: " + asked);

    assertThat(answer.header("Content-Language")).isEqualTo(spoken);
    assertThat(answer.json().at("/title").asString())
        .isEqualTo(spoken.equals("en") ? "Not found" : "没有找到");
  }

  @Test
  void shouldMindLongLanguageHeadersToo() {
    var answer = http.get("/api/v1/nowhere", "Accept-Language: " + "en,".repeat(3_000) + "en");

    assertThat(answer.header("Content-Language")).isEqualTo("zh-CN");
  }

  @Test
  void shouldRefuseWhatIsNoHttp() {
    for (var head :
        new String[] {
          "canary\r\n\r\n",
          "GET /api/v1/sample HTTP/9.9\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: " + "c".repeat(100_000) + "\r\n\r\n",
          "GET /" + "c".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nBad Name: canary\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: canary\r\n\r\n",
        }) {
      var answer = http.raw(head, NOTHING);
      assertThat(answer.status()).as(head.substring(0, 10)).isEqualTo(400);
      assertProblem(answer, "invalid-request");
      assertGuarded(answer);
      assertThat(answer.raw()).doesNotContain("canary", "cccc");
    }
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void shouldHaveAPageForEveryType(ProblemType type) {
    var chinese = http.get("/problems/" + type.slug());
    var english = http.get("/problems/" + type.slug(), "Accept-Language: en");

    assertThat(chinese.status()).isEqualTo(200);
    assertThat(chinese.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(chinese.body())
        .contains("<html lang=\"zh-CN\">", ProblemTexts.title(type, Language.ZH));
    assertThat(english.body())
        .contains("<html lang=\"en\">", ProblemTexts.title(type, Language.EN));
  }

  private static void assertProblem(RawHttp.Answer answer, String slug) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().at("/type").asString()).isEqualTo("/problems/" + slug);
    assertThat(answer.json().at("/status").asInt()).isEqualTo(answer.status());
    assertThat(answer.json().at("/title").asString()).isNotBlank();
    assertThat(answer.json().at("/detail").asString()).isNotBlank();
    assertThat(answer.json().has("instance")).isFalse();
  }

  private static void assertGuarded(RawHttp.Answer answer) {
    SecurityHeaders.ALWAYS.forEach(
        (name, value) -> assertThat(answer.header(name)).isEqualTo(value));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }
}
