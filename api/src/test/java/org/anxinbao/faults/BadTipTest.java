package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN §4: what a tip may not be. Refused, with the place, and without spending the permit. */
class BadTipTest extends FaultTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final String CANARY = "canary-9f2c";

  private static Arguments no(String field, String value, int status, String pointer) {
    return Arguments.of(field, value, status, pointer);
  }

  static Stream<Arguments> refused() {
    var id = "\"" + UUID.randomUUID() + "\"";
    return Stream.of(
        no("channel", "\"public\"", 400, "/channel"),
        no("channel", "0", 400, "/channel"),
        no("channel", "null", 400, "/channel"),
        no("area", "440704", 400, "/area"),
        no("area", "\"canary-9f2c\"", 422, "/area"),
        no("area", "\"\"", 422, "/area"),
        no("area", "[\"440704\"]", 400, "/area"),
        no("industry", "\"canary-9f2c\"", 422, "/industry"),
        no("hazardClass", "\"CANARY-9F2C\"", 400, "/hazardClass"),
        no("hazardClass", "{}", 400, "/hazardClass"),
        no("suspectedMajor", "\"true\"", 400, "/suspectedMajor"),
        no("suspectedMajor", "1", 400, "/suspectedMajor"),
        no("concealedDeaths", "\"canary-9f2c\"", 400, "/concealedDeaths"),
        no("observedOn", quoted(TODAY.plusDays(1)), 422, "/observedOn"),
        no("observedOn", quoted(TODAY.minusYears(10).minusDays(1)), 422, "/observedOn"),
        no("observedOn", "\"2026-02-30\"", 400, "/observedOn"),
        no("observedOn", "\"2026-2-3\"", 400, "/observedOn"),
        no("observedOn", "\"+999999999-12-31\"", 400, "/observedOn"),
        no("observedOn", "20261120", 400, "/observedOn"),
        no("observedOn", "\"\"", 400, "/observedOn"),
        no("subject", "\"canary-9f2c\"", 400, "/subject"),
        no("subject", "{}", 400, "/subject/name"),
        no("subject", "{\"name\":\"\"}", 422, "/subject/name"),
        no("subject", "{\"name\":\"某厂\",\"code\":\"canary-9f2c\"}", 422, "/subject/code"),
        no("subject", "{\"name\":\"某厂\",\"canary-9f2c\":1}", 400, "/subject"),
        no("place", "\"\"", 422, "/place"),
        no("place", quoted("地".repeat(501)), 422, "/place"),
        no("place", "5", 400, "/place"),
        no("description", "null", 400, "/description"),
        no("description", quoted("九".repeat(9)), 422, "/description"),
        no("description", quoted("😀".repeat(9)), 422, "/description"),
        no("description", quoted("😀".repeat(8_001)), 422, "/description"),
        no("description", quoted(" \\u200b\\u2060\\ufeff".repeat(20)), 422, "/description"),
        no("description", quoted("\\u3164".repeat(40)), 422, "/description"),
        no("description", quoted("canary-9f2c \\ud800 half a pair"), 400, "/description"),
        no("description", quoted("canary-9f2c \\u0000 nothing"), 400, "/description"),
        no("description", quoted("canary-9f2c \\u001b[31m red"), 400, "/description"),
        no("description", quoted("canary-9f2c \\u0085 next line"), 400, "/description"),
        no("evidence", id, 400, "/evidence"),
        no("evidence", "[null]", 400, "/evidence/0"),
        no("evidence", "[\"canary-9f2c\"]", 400, "/evidence/0"),
        no("evidence", "[" + id + "]", 422, "/evidence/0"),
        no("evidence", "[" + id + "," + id + "]", 422, "/evidence"),
        no("evidence", ids(10), 422, "/evidence"),
        no("evidence", ids(5_000), 422, "/evidence"),
        no("withheld", "[" + id + "]", 422, "/withheld"),
        no("avoid", "[\"canary-9f2c\"]", 422, "/avoid/0"),
        no("avoid", "[[]]", 400, "/avoid/0"),
        no("avoid", "[null]", 400, "/avoid/0"),
        no("avoid", "[" + "\"jh-fire\",".repeat(20) + "\"jh-fire\"]", 422, "/avoid"),
        no("skipEnterprise", "true", 422, "/skipEnterprise"),
        no("wakeIfLate", "true", 422, "/wakeIfLate"),
        no("signed", "true", 422, "/signed"),
        no("enterprise", "\"ent-jh-chemical\"", 422, "/enterprise"),
        no("identity", "{\"name\":\"canary-9f2c\"}", 400, "/identity/phone"),
        no("identity", "{\"name\":\"李\",\"phone\":\"canary-9f2c\"}", 422, "/identity/phone"),
        no("identity", "[]", 400, "/identity"),
        no("canary-9f2c", "1", 400, ""));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String field, String value, int status, String pointer) {
    var reporter = admitted();
    var answer = reporter.phone().send("PUT", Reporter.TIP, with(field, value), json(reporter));

    answer.isProblem(status);
    assertThat(pointers(answer)).as(answer.body()).contains(pointer);
    assertThat(answer.body()).doesNotContainIgnoringCase(CANARY);
    spentNothing(reporter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"tip\"",
        "1",
        "{",
        "{}",
        "{\"a\":}",
        "{\"area\":\"1\",\"area\":\"2\"}",
        "{}{}",
        "\u0000",
        "{'area':'440704'}",
        "{\"area\":NaN}",
        "\ufeff{}"
      })
  void shouldRefuseWhatIsNoTip(String body) {
    var reporter = admitted();
    var answer =
        reporter
            .phone()
            .send(
                "PUT",
                Reporter.TIP,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                json(reporter));

    answer.isProblem(400);
    assertThat(answer.json().path("errors").isEmpty()).as(answer.body()).isFalse();
    spentNothing(reporter);
  }

  @Test
  void shouldRefuseDepthLengthAndOtherTypes() {
    var reporter = admitted();
    var deep = with("subject", "[".repeat(5_000) + "]".repeat(5_000));
    phone.send("PUT", Reporter.TIP, deep, json(reporter)).isProblem(400);
    var digits = with("observedOn", "1".repeat(100_000));
    phone.send("PUT", Reporter.TIP, digits, json(reporter)).isProblem(400);
    var large = with("description", quoted("长".repeat(100_000)));
    phone.send("PUT", Reporter.TIP, large, json(reporter)).isProblem(413);
    for (var type :
        List.of("text/plain", "application/xml", "application/json; charset=gbk", "x")) {
      var headers = json(reporter);
      headers[headers.length - 1] = type;
      phone.send("PUT", Reporter.TIP, with("place", "\"x\""), headers).isProblem(415);
    }
    spentNothing(reporter);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 8_000})
  void shouldTakeEmojiUpToTheBounds(int length) {
    var reporter = admitted();
    var text = "👷".repeat(length);
    assertThat(reporter.submits(Reporter.tip().put("description", text)).status()).isEqualTo(201);
    assertThat(reporter.reads().json().at("/tip/description").asString()).isEqualTo(text);
  }

  @Test
  void shouldTakeDaysUpToTheBounds() {
    for (var day : List.of(TODAY, TODAY.minusYears(10))) {
      var reporter = admitted();
      assertThat(reporter.submits(Reporter.tip().put("observedOn", day.toString())).status())
          .isEqualTo(201);
      assertThat(reporter.reads().json().at("/tip/observedOn").asString())
          .isEqualTo(day.toString());
    }
  }

  @Test
  void shouldNotBindAnothersFile() {
    var mine = admitted();
    var yours = admitted();
    var file = yours.uploads(Reporter.photograph());
    assertThat(file.status()).as(file.body()).isEqualTo(201);

    var tip = Reporter.tip();
    tip.putArray("evidence").add(file.json().path("id").asString());
    var answer = mine.submits(tip).isProblem(422);
    assertThat(pointers(answer)).containsExactly("/evidence/0");
    spentNothing(mine);
    assertThat(yours.submits(tip).status()).as("its owner's still").isEqualTo(201);
  }

  private static void spentNothing(Reporter reporter) {
    var answer = reporter.submits(Reporter.tip());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  static List<String> pointers(Phone.Answer answer) {
    return answer
        .json()
        .path("errors")
        .valueStream()
        .map(e -> e.path("pointer").asString())
        .toList();
  }

  private static String[] json(Reporter reporter) {
    var headers = java.util.Arrays.copyOf(reporter.headers(), 6);
    headers[4] = "Content-Type";
    headers[5] = "application/json";
    return headers;
  }

  /** A good tip but for one field, whose JSON is put in as it is. */
  private static byte[] with(String field, String value) {
    var marker = "\"here\"";
    return Reporter.tip()
        .put(field, "here")
        .toString()
        .replace(marker, value)
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> quoted(UUID.randomUUID()))
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  private static String quoted(Object text) {
    return "\"" + text + "\"";
  }
}
