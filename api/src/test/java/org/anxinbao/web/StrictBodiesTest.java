package org.anxinbao.web;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@Slice
class StrictBodiesTest {
  private static final String GOOD =
      """
      {"channel":"PUBLIC","area":"440704","floors":3,"major":false,"fineFen":100}\
      """;

  @LocalServerPort int port;
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        // what, body, pointer
        Arguments.of("unknown field", with("\"canary\":1"), ""),
        Arguments.of(
            "unknown field below", with("\"subject\":{\"name\":\"n\",\"canary\":1}"), "/subject"),
        Arguments.of("duplicate", with("\"area\":\"canary\""), "/area"),
        Arguments.of("unknown duplicate", with("\"canary\":1,\"canary\":2"), ""),
        Arguments.of("number for text", with("\"place\":5"), "/place"),
        Arguments.of("boolean for text", with("\"place\":true"), "/place"),
        Arguments.of("object for text", with("\"place\":{\"canary\":1}"), "/place"),
        Arguments.of("array for text", with("\"place\":[\"canary\"]"), "/place"),
        Arguments.of("text for number", GOOD.replace("3", "\"3\""), "/floors"),
        Arguments.of("empty text for number", GOOD.replace("3", "\"\""), "/floors"),
        Arguments.of("fraction for whole", GOOD.replace("3", "3.0"), "/floors"),
        Arguments.of("exponent for whole", GOOD.replace("3", "3e0"), "/floors"),
        Arguments.of("boolean for number", GOOD.replace("3", "true"), "/floors"),
        Arguments.of("null for number", GOOD.replace("3", "null"), "/floors"),
        Arguments.of("too big for int", GOOD.replace("3", "99999999999"), "/floors"),
        Arguments.of("too big for long", GOOD.replace("100", "99999999999999999999"), "/fineFen"),
        Arguments.of("huge exponent", GOOD.replace("100", "1e999999999"), "/fineFen"),
        Arguments.of("text for boolean", GOOD.replace("false", "\"false\""), "/major"),
        Arguments.of("number for boolean", GOOD.replace("false", "0"), "/major"),
        Arguments.of("null for boolean", GOOD.replace("false", "null"), "/major"),
        Arguments.of("missing boolean", GOOD.replace("\"major\":false,", ""), "/major"),
        Arguments.of("missing text", GOOD.replace("\"area\":\"440704\",", ""), "/area"),
        Arguments.of("null text", GOOD.replace("\"440704\"", "null"), "/area"),
        Arguments.of("missing below", with("\"subject\":{}"), "/subject/name"),
        Arguments.of("unknown choice", GOOD.replace("PUBLIC", "CANARY"), "/channel"),
        Arguments.of("choice in other case", GOOD.replace("PUBLIC", "public"), "/channel"),
        Arguments.of("choice with blanks", GOOD.replace("PUBLIC", " PUBLIC "), "/channel"),
        Arguments.of("choice by number", GOOD.replace("\"PUBLIC\"", "0"), "/channel"),
        Arguments.of("choice by digits", GOOD.replace("PUBLIC", "0"), "/channel"),
        Arguments.of("empty choice", GOOD.replace("PUBLIC", ""), "/channel"),
        Arguments.of(
            "timestamp for date", with("\"observedOn\":\"2026-01-02T00:00:00Z\""), "/observedOn"),
        Arguments.of("array for date", with("\"observedOn\":[2026,1,2]"), "/observedOn"),
        Arguments.of("number for date", with("\"observedOn\":20000"), "/observedOn"),
        Arguments.of("no such day", with("\"observedOn\":\"2026-02-30\""), "/observedOn"),
        Arguments.of("empty date", with("\"observedOn\":\"\""), "/observedOn"),
        Arguments.of("date with blanks", with("\"observedOn\":\" 2026-02-03\""), "/observedOn"),
        Arguments.of("text for list", with("\"evidence\":\"canary\""), "/evidence"),
        Arguments.of("no id", with("\"evidence\":[\"canary\"]"), "/evidence/0"),
        Arguments.of("short id", with("\"evidence\":[\"1-1-1-1-1\"]"), "/evidence/0"),
        Arguments.of(
            "base64 id", with("\"evidence\":[\"AAAAAAAAAAAAAAAAAAAAAA==\"]"), "/evidence/0"),
        Arguments.of("null in list", with("\"evidence\":[null]"), "/evidence/0"),
        Arguments.of("lone high surrogate", with("\"place\":\"a\\ud800b\""), "/place"),
        Arguments.of("lone low surrogate", with("\"place\":\"a\\udc00\""), "/place"),
        Arguments.of("swapped surrogates", with("\"place\":\"\\udc00\\ud800\""), "/place"),
        Arguments.of("NUL", with("\"place\":\"a\\u0000\""), "/place"),
        Arguments.of("escape", with("\"place\":\"a\\u001b[31m\""), "/place"),
        Arguments.of("C1 control", with("\"place\":\"a\\u0085\""), "/place"),
        Arguments.of("DEL", with("\"subject\":{\"name\":\"\\u007f\"}"), "/subject/name"),
        Arguments.of("control in a caller's own key", with("\"more\":{\"canary\":5}"), "/more"),
        Arguments.of("raw line break in text", with("\"place\":\"a\nb\""), ""),
        Arguments.of("malformed", "{\"channel\":canary}", ""),
        Arguments.of("cut short", GOOD.substring(0, 20), ""),
        Arguments.of("trailing", GOOD + "canary", ""),
        Arguments.of("two documents", GOOD + GOOD, ""),
        Arguments.of("comment", "/*canary*/" + GOOD, ""),
        Arguments.of("single quotes", "{'channel':'PUBLIC'}", ""),
        Arguments.of("NaN", GOOD.replace("3", "NaN"), ""),
        Arguments.of("leading zero", GOOD.replace("3", "03"), ""),
        Arguments.of("array for object", "[" + GOOD + "]", ""),
        Arguments.of("text for object", "\"canary\"", ""),
        Arguments.of("number for object", "5", ""),
        Arguments.of("null", "null", ""),
        Arguments.of("blank", "   ", ""),
        Arguments.of("empty", "", ""),
        Arguments.of("deep arrays", "[".repeat(100_000), ""),
        Arguments.of("deep objects", "{\"a\":".repeat(20_000), ""),
        Arguments.of("long number", GOOD.replace("3", "1".repeat(5_000)), ""),
        Arguments.of("long name", "{\"" + "canary".repeat(10_000) + "\":1}", ""),
        Arguments.of("byte order mark", "\ufeff" + GOOD, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void shouldRefuseWhatIsNotTheContract(String what, String body, String pointer) {
    var answer = http.put("/api/v1/sample", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().at("/type").asString()).isEqualTo("/problems/invalid-request");
    assertThat(answer.json().at("/errors/0/pointer").asString("none")).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asString()).isNotBlank();
    assertThat(answer.raw().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("canary", "exception", "jackson");
  }

  static Stream<Arguments> badBytes() {
    return Stream.of(
        Arguments.of("UTF-16", GOOD.getBytes(UTF_16)),
        Arguments.of("UTF-32", GOOD.getBytes(java.nio.charset.Charset.forName("UTF-32"))),
        Arguments.of("Latin-1", withBytes(0xE9)),
        Arguments.of("overlong", withBytes(0xC0, 0x80)),
        Arguments.of("surrogates in UTF-8", withBytes(0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80)),
        Arguments.of("beyond Unicode", withBytes(0xF5, 0x80, 0x80, 0x80)),
        Arguments.of("cut sequence", withBytes(0xE4, 0xB8)),
        Arguments.of("gzip", withBytes(0x1F, 0x8B, 0x08)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBytes")
  void shouldRefuseBytesThatAreNotUtf8(String what, byte[] body) {
    var answer = http.put("/api/v1/sample", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asString("none")).isEmpty();
  }

  @Test
  void shouldNameEverythingThatIsMissingAtOnce() {
    var answer = http.put("/api/v1/sample", "{\"channel\":\"PUBLIC\"}");

    assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
        .containsExactly("/area", "/floors", "/major", "/fineFen");
  }

  @Test
  void shouldNameEveryTextThatCannotStay() {
    var answer =
        http.put(
            "/api/v1/sample", with("\"place\":\"\\u0000\",\"subject\":{\"name\":\"\\ud800\"}"));

    assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
        .containsExactly("/place", "/subject/name");
  }

  @Test
  void shouldReadEveryLineBreakAsOne() {
    var answer = http.put("/api/v1/sample", with("\"place\":\"a\\r\\nb\\rc\\nd\\te\""));

    assertThat(answer.json().at("/place").asString()).isEqualTo("a\nb\nc\nd\te");
  }

  @Test
  void shouldAnswerInTheContractsOrderWithNullsAndIsoDates() {
    var answer = http.put("/api/v1/sample", with("\"observedOn\":\"2026-02-03\",\"place\":\"😀\""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"channel":"PUBLIC","area":"440704","floors":3,"major":false,"fineFen":100,\
            "place":"😀","observedOn":"2026-02-03","subject":null,"evidence":null,"more":null,\
            "signed":null}\
            """);
  }

  @Test
  void shouldRefuseABodyThatAnnouncesTooMuch() {
    var answer =
        http.raw(
            "PUT /api/v1/sample HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 262145\r\n\r\n",
            new byte[0]);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().at("/type").asString()).isEqualTo("/problems/too-large");
  }

  @Test
  void shouldRefuseABodyThatGrowsTooLarge() {
    var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    var answer =
        http.raw(
            "PUT /api/v1/sample HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
            (chunk.repeat(17) + "0\r\n\r\n").getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().at("/status").asInt()).isEqualTo(413);
  }

  @Test
  void shouldLetAnUploadBeLarger() {
    var answer =
        http.send(
            "POST",
            "/api/v1/mailbox/evidence",
            new byte[1_000_000],
            "Content-Type: multipart/form-data; boundary=b");

    assertThat(answer.json().at("/bytes").asInt()).isEqualTo(1_000_000);
  }

  private static String with(String member) {
    return GOOD.substring(0, GOOD.length() - 1) + "," + member + "}";
  }

  private static byte[] withBytes(int... bytes) {
    var body = with("\"place\":\"@\"").getBytes(UTF_8);
    var at = new String(body, UTF_8).indexOf('@');
    var changed = new byte[body.length - 1 + bytes.length];
    System.arraycopy(body, 0, changed, 0, at);
    for (int index = 0; index < bytes.length; index++) {
      changed[at + index] = (byte) bytes[index];
    }
    System.arraycopy(body, at + 1, changed, at + bytes.length, body.length - at - 1);
    return changed;
  }
}
