package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.anxinbao.EventLoops;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tips that nobody thought of: refused as the contract says, or taken and given back unchanged. */
class GeneratedTipsTest extends FaultTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> FIELDS =
      List.of(
          "channel",
          "enterprise",
          "area",
          "industry",
          "hazardClass",
          "suspectedMajor",
          "concealedDeaths",
          "observedOn",
          "subject",
          "place",
          "description",
          "evidence",
          "withheld",
          "avoid",
          "skipEnterprise",
          "wakeIfLate",
          "identity",
          "signed",
          "other");

  @AfterContainer
  static void blockedNoEventLoop() {
    EventLoops.assertNoneBlocked();
  }

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void shouldRefuseOrTakeAnything(@ForAll("mutated") ObjectNode tip) {
    var reporter = admitted();
    var answer = reporter.submits(tip);
    if (answer.status() == 201) {
      assertGivenBack(tip, reporter);
    } else {
      assertThat(answer.status()).as(answer.body()).isIn(400, 422);
      answer.isProblem();
      assertThat(BadTipTest.pointers(answer)).as(answer.body()).isNotEmpty();
      assertThat(reporter.submits(Reporter.tip()).status()).as("spent nothing").isEqualTo(201);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void shouldGiveBackWhatWasWritten(@ForAll("good") ObjectNode tip) {
    var reporter = admitted();
    var answer = reporter.submits(tip);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertGivenBack(tip, reporter);
    assertThat(reporter.submits(tip).status()).as("the same again").isEqualTo(200);
  }

  private static void assertGivenBack(ObjectNode sent, Reporter reporter) {
    var mailbox = reporter.reads();
    assertThat(mailbox.status()).as(mailbox.body()).isEqualTo(200);
    var kept = mailbox.json().path("tip");
    for (var field : kept.propertyNames()) {
      var given = sent.path(field);
      if (given.isMissingNode() || given.isNull()) {
        assertThat(isNothing(kept.get(field))).as(field).isTrue();
      } else if (given.isObject()) {
        given.properties().forEach(e -> assertSame(e.getValue(), kept.get(field).get(e.getKey())));
      } else {
        assertSame(given, kept.get(field));
      }
    }
    assertThat(kept.has("identity") || kept.has("avoid")).isFalse();
  }

  private static boolean isNothing(JsonNode kept) {
    return kept.isNull()
        || kept.isArray() && kept.isEmpty()
        || kept.isBoolean() && !kept.asBoolean();
  }

  private static void assertSame(JsonNode given, JsonNode kept) {
    if (given.isString()) {
      assertThat(kept.asString())
          .isEqualTo(given.asString().replace("\r\n", "\n").replace('\r', '\n'));
    } else {
      assertThat(kept).isEqualTo(given);
    }
  }

  /** A good tip with one to three fields replaced or taken away. */
  @Provide
  Arbitrary<ObjectNode> mutated() {
    var mutation =
        Combinators.combine(Arbitraries.of(FIELDS), anything().injectNull(0.1)).as(Mutation::new);
    return Combinators.combine(good(), mutation.list().ofMinSize(1).ofMaxSize(3))
        .as(
            (tip, mutations) -> {
              mutations.forEach(each -> each.apply(tip));
              return tip;
            });
  }

  record Mutation(String field, JsonNode value) {
    void apply(ObjectNode tip) {
      if (value == null) {
        tip.remove(field);
      } else {
        tip.set(field, value);
      }
    }
  }

  private static Arbitrary<JsonNode> anything() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            Arbitraries.just(JSON.nullNode()),
            Arbitraries.of(true, false).map(JSON::booleanNode),
            Arbitraries.bigDecimals().map(JSON::numberNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.of(
                    "2026-11-20", "9999-12-31", "0000-01-01", "-0001-01-01", "440704", "true", "0")
                .map(JSON::stringNode),
            Arbitraries.just(UUID.randomUUID().toString()).map(JSON::stringNode),
            strings(0, 40, true).map(JSON::stringNode),
            strings(400, 600, true).map(JSON::stringNode));
    Arbitrary<JsonNode> list =
        scalar.list().ofMaxSize(30).map(values -> JSON.arrayNode().addAll(values));
    Arbitrary<JsonNode> object =
        Combinators.combine(scalar, scalar)
            .as((a, b) -> JSON.objectNode().set("name", a).set("phone", b));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(6, scalar),
        net.jqwik.api.Tuple.of(2, list),
        net.jqwik.api.Tuple.of(2, object));
  }

  @Provide
  Arbitrary<ObjectNode> good() {
    return Combinators.combine(
            strings(20, 300, false),
            strings(1, 100, false).injectNull(0.3),
            Arbitraries.integers().between(0, 3_640).injectNull(0.3),
            Arbitraries.of(
                "UNSAFE_ACT", "UNSAFE_CONDITION", "UNSAFE_ENVIRONMENT", "MANAGEMENT_DEFECT"),
            Arbitraries.of(true, false).injectNull(0.3),
            strings(1, 60, false).injectNull(0.5),
            Arbitraries.of(true, false))
        .as(
            (text, place, days, hazard, major, accused, signs) -> {
              var tip = Reporter.tip();
              tip.put("description", "十个字不会少的一段话" + text).put("hazardClass", hazard);
              tip.put("place", place == null ? null : "东" + place).put("suspectedMajor", major);
              tip.put("observedOn", days == null ? null : TODAY.minusDays(days).toString());
              if (accused != null) {
                tip.putObject("subject")
                    .put("name", "厂" + accused)
                    .put("code", "91440704MA4D3M002F");
              }
              if (signs) {
                tip.putObject("identity")
                    .put("name", "李" + text.codePointAt(0))
                    .put("phone", "+86 138-0000-0000");
              }
              return tip;
            });
  }

  /** Text with all that Unicode has for people who test. */
  private static Arbitrary<String> strings(int from, int to, boolean alsoForbidden) {
    var fair =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.chars().range('一', '龥').map(String::valueOf)),
            net.jqwik.api.Tuple.of(3, Arbitraries.chars().range(' ', '~').map(String::valueOf)),
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    "\n",
                    "\r\n",
                    "\r",
                    "\t",
                    "\u200b",
                    "\u200d",
                    "\u202e",
                    "\u2066",
                    "\u0301",
                    "\ufeff",
                    "\u2028",
                    "\ufffe",
                    "\uffff",
                    "\ue000",
                    "👨‍👩‍👧",
                    "𠮷",
                    "😀",
                    "\udbff\udfff",
                    "\"",
                    "\\",
                    "</script>",
                    "'; drop table tip; --",
                    "${7*7}",
                    "%s%n",
                    "\u3000")));
    Arbitrary<String> piece =
        alsoForbidden
            ? Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, fair),
                net.jqwik.api.Tuple.of(
                    1,
                    Arbitraries.of(
                        "\ud800", "\udc00", "\u0000", "\u0007", "\u001b", "\u007f", "\u0085")))
            : fair;
    return piece
        .list()
        .ofMinSize(from)
        .ofMaxSize(to)
        .map(pieces -> String.join("", pieces))
        .map(
            text ->
                text.codePointCount(0, text.length()) > 480 && !alsoForbidden
                    ? text.substring(0, 1)
                    : text);
  }
}
