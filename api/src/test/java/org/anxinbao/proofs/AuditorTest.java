package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an auditor is answered, and of whom. */
@Tag("P17")
class AuditorTest extends ServerTest {
  private static final String AUDIT = "/admin/api/v1/audit";
  private static final String HOME = "jm-safety-committee-office";
  private static final Thief thief = new Thief(server);

  private final Http auditor = Officer.of(server, "jm-auditor").http();

  @AfterEach
  void goHome() {
    sitIn(HOME);
  }

  @Test
  void shouldShowWhoDidWhatAndOfAReporterTheDate() {
    var tip = told("440704", List.of());
    Officer.of(server, FullRun.LEAD).decides(tip.toString(), "ACCEPT").expect(200);

    var entries = entries("?subject=" + tip);

    assertThat(entries)
        .extracting(entry -> entry.path("action").asString())
        .containsExactlyInAnyOrder("SUBMIT", "ACCEPT");
    assertThat(entries).allSatisfy(entry -> assertThat(entry.has("digest")).isFalse());
    assertThat(entries("?subject=" + tip + "&actor=REPORTER"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("at").isNull()).isTrue();
              assertThat(entry.path("on").asString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            });
    assertThat(entries("?subject=" + tip + "&actor=MEMBER").getFirst().path("at").isNull())
        .isFalse();
    assertThat(entries("?outcome=REFUSED&subject=" + tip)).isEmpty();
    assertThat(entries("?action=ACCEPT&subject=" + tip)).hasSize(1);
    assertThat(entries("?to=2026-01-01")).isEmpty();
    assertThat(entries("?from=9999-01-01")).isEmpty();
  }

  @Test
  void shouldTurnPagesWithoutLossOrRepetition() {
    var tip = told("440704", List.of());
    var handler = Officer.of(server, FullRun.LEAD);
    for (int i = 0; i < 4; i++) {
      handler.says(tip.toString(), "?");
    }
    var all = entries("?subject=" + tip + "&limit=200").stream().map(JsonNode::toString).toList();
    assertThat(all).hasSize(5);

    var paged = new ArrayList<String>();
    var next = "";
    do {
      var page = auditor.get(AUDIT + "?action=MESSAGE&limit=1&subject=" + tip + next).expect(200);
      page.json().path("items").forEach(entry -> paged.add(entry.toString()));
      var cursor = page.json().path("next").asString("");
      next = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    } while (!next.isEmpty());

    assertThat(paged).hasSize(4).doesNotHaveDuplicates().isSubsetOf(all);
  }

  @Test
  @Tag("P15")
  void shouldShowADistrictItsOwnAndNoOther() {
    var here = told("440704", List.of());
    var there = told("440703", List.of());
    sitIn("jh-safety-committee-office");

    assertThat(entries("?subject=" + here)).isNotEmpty();
    assertThat(entries("?subject=" + there)).isEmpty();
    assertThat(entries("?limit=200")).allMatch(AuditorTest::isOfThisDistrict);
    sitIn("ent-jh-chemical");
    assertThat(entries("?subject=" + here)).isEmpty();
  }

  /** By one of its offices or enterprises, or about a tip that one of them leads. */
  private static boolean isOfThisDistrict(JsonNode entry) {
    var here = "(ent-)?jh-.*";
    return entry.path("organisation").asString("jh-").matches(here)
        || thief
            .reads(
                "select lead from tip where id = ?",
                UUID.fromString(entry.path("subject").asString()))
            .stream()
            .anyMatch(lead -> lead.matches(here));
  }

  /** To the auditor of an office that a reporter keeps away, the tip is not there. */
  @Test
  @Tag("P15")
  void shouldShowAnExcludedOfficeNothingOfTheTip() {
    var tip = told("440704", List.of(HOME));
    Officer.of(server, FullRun.LEAD).says(tip.toString(), "?");
    assertThat(thief.reads("select id from audit_entry where subject = ?", tip)).hasSize(2);

    assertThat(auditor.get(AUDIT + "?subject=" + tip).seen())
        .isEqualTo(auditor.get(AUDIT + "?subject=" + UUID.randomUUID()).seen());
    // its own reading, of this tip and of none, is on record alike
    assertThat(entries("?subject=" + tip))
        .extracting(entry -> entry.path("action").asString())
        .containsOnly("READ_AUDIT");
    assertThat(entries("?limit=3")).hasSize(3);
  }

  @Test
  void shouldRecomputeEverythingAndNameWhatDoesNotHold() {
    Yesterday.tip();
    assertThat(verified().path("holds").asBoolean()).isTrue();
    var roots = auditor.get(AUDIT + "/checkpoints").expect(200).json();
    assertThat(roots).isEqualTo(auditor.get("/api/v1/transparency/roots").expect(200).json());

    var entry = "where action = 'SUBMIT' and subject = '" + Yesterday.tip() + "'";
    thief.writes("update audit_entry set outcome = 'REFUSED' " + entry);
    var found = verified();
    thief.writes("update audit_entry set outcome = 'DONE' " + entry);

    assertThat(found.path("holds").asBoolean()).isFalse();
    assertThat(found.at("/fault/checkpoint").asInt())
        .isEqualTo(roots.at("/roots/0/number").asInt());
    assertThat(found.at("/fault/kind").asString()).isEqualTo("ENTRIES");
    assertThat(verified().path("holds").asBoolean()).isTrue();
    assertThat(entries("?action=VERIFY_AUDIT&outcome=FAILED"))
        .extracting(failed -> failed.path("reason").asString())
        .contains("ENTRIES");
  }

  @Test
  void shouldCompareWithRootsThatWereKept() {
    Yesterday.tip();
    var last = auditor.get(AUDIT + "/checkpoints?limit=1").expect(200).json().at("/roots/0");
    var number = last.path("number").asInt();

    assertThat(verified(number, last.path("root").asString()).path("holds").asBoolean()).isTrue();
    assertThat(verified(number, "0".repeat(64)).at("/fault/kind").asString())
        .isEqualTo("PUBLISHED");
    assertThat(verified(number + 1, "0".repeat(64)).at("/fault/kind").asString())
        .isEqualTo("MISSING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?to=0001-01-01",
        "?from=10000-01-01",
        "?outcome=MAYBE",
        "?actor=me",
        "?member=1",
        "?subject=x",
        "?action=%00",
        "?action=",
        "?cursor=x",
        "?limit=0",
        "?limit=201",
        "/checkpoints?limit=0",
        "/checkpoints?limit=1001",
        "/checkpoints?before=x"
      })
  void shouldNameWhatIsWrongWithAQuestion(String question) {
    var answer = auditor.get(AUDIT + question);
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.json().at("/errors/0/pointer").asString()).startsWith("/query/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"roots\":[{\"number\":0,\"root\":\"00\"}]}",
        "{\"roots\":[{\"number\":1}]}",
        "{\"roots\":[null]}",
        "{\"roots\":1}",
        "{}",
        "{\"what\":[]}"
      })
  void shouldNameWhatIsWrongWithKeptRoots(String body) {
    var answer =
        auditor
            .with("Content-Type", "application/json")
            .send("POST", AUDIT + "/verification", body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.json().at("/errors/0/pointer").isMissingNode()).isFalse();
  }

  private JsonNode verified() {
    return auditor.send("POST", AUDIT + "/verification", new byte[0]).expect(200).json();
  }

  private JsonNode verified(int number, String root) {
    var kept = Map.of("roots", List.of(Map.of("number", number, "root", root)));
    return auditor.send("POST", AUDIT + "/verification", kept).expect(200).json();
  }

  private List<JsonNode> entries(String query) {
    return auditor.get(AUDIT + query).expect(200).json().path("items").valueStream().toList();
  }

  private static UUID told(String area, List<String> avoid) {
    var reporter = Reporter.arrives(server);
    var content = Reporter.scaffold("");
    content.put("area", area);
    content.put("avoid", avoid);
    reporter.submits(content);
    return thief.tipOf(reporter.receipt());
  }

  private static void sitIn(String office) {
    thief.writes("update member set organisation = ? where username = 'jm-auditor'", office);
  }
}
