package org.anxinbao.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One office and one reporter, from the submission to the closing. */
class TipJourneyTest extends ServerTest {
  private final Officer handler = Officer.of("jh-housing-1");
  private final Officer reviewer = Officer.of("jh-housing-reviewer");

  @Test
  void shouldTakeATipFromAPhoneToTheOfficeAndBack() {
    var reporter = Reporter.arrives();
    var photograph = reporter.uploads();
    assertThat(reporter.submits(Map.of("evidence", List.of(photograph))).status()).isEqualTo(201);
    assertThat(reporter.submits(Map.of("evidence", List.of(photograph))).status()).isEqualTo(200);
    assertThat(reporter.submits(Map.of("place", "别处")).status()).isEqualTo(409);
    var tip = reporter.tip();
    assertThat(values(handler.sees(tip), "allowed"))
        .containsExactlyInAnyOrder("ACCEPT", "DECLINE", "ASK", "TRANSFER", "ESCALATE");

    handler.does(tip, "ASK", Map.of("text", "请问是哪一栋楼?"));
    assertThat(values(reporter.mailbox(), "messages", "text")).containsExactly("请问是哪一栋楼?");
    var more = reporter.uploads();
    assertThat(reporter.says("3号楼北侧", more).status()).isEqualTo(201);
    var answered = handler.sees(tip);
    assertThat(answered.path("status").asString()).isEqualTo("SCREENING");
    assertThat(answered.path("unread").asInt()).isEqualTo(1);
    assertThat(values(answered, "evidence", "id")).containsExactly(photograph, more);
    assertThat(handler.downloads(tip, more).status()).isEqualTo(200);

    assertThat(handler.does(tip, "ACCEPT").path("unread").asInt()).isZero();
    handler.does(tip, "VERIFY");
    handler.does(tip, "CONCLUDE", concluded());
    var alone = handler.decides(tip, "CONFIRM", Map.of());
    assertThat(alone.problem()).isEqualTo("decision-not-allowed");
    reviewer.does(tip, "CONFIRM");
    handler.does(tip, "FEEDBACK", Map.of("text", "已责令整改"));
    reviewer.does(tip, "CLOSE");

    var mailbox = reporter.mailbox();
    assertThat(mailbox.path("status").asString()).isEqualTo("CLOSED");
    assertThat(values(mailbox, "timeline", "status"))
        .containsExactly(
            "SCREENING",
            "NEEDS_INFO",
            "SCREENING",
            "ACCEPTED",
            "VERIFYING",
            "SUBSTANTIATED",
            "ANSWERED",
            "CLOSED");
    assertThat(values(mailbox, "messages", "from")).containsExactly("OFFICE", "REPORTER", "OFFICE");
    assertThat(reporter.says("还有一件事").status()).isEqualTo(409);
    assertThat(handler.says(tip, "还有一件事").status()).isEqualTo(409);
    assertThat(handler.sees(tip).path("allowed")).isEmpty();
  }

  @Test
  void shouldAskForTheVersionThenCompareItThenAskTheRules() {
    var tip = Reporter.submitted(Map.of()).tip();
    assertThat(handler.decidesWithoutVersion(tip, "CLOSE").status()).isEqualTo(428);
    var version = handler.sees(tip).path("version").asInt();
    assertThat(handler.decides(tip, version + 1, "CLOSE", Map.of()).status()).isEqualTo(412);
    var refused = handler.decides(tip, version, "CLOSE", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("decision-not-allowed");
    assertThat(values(refused.json(), "allowed")).contains("ACCEPT").doesNotContain("CLOSE");
    handler.does(tip, "ACCEPT");
    assertThat(handler.decides(tip, version, "VERIFY", Map.of()).status()).isEqualTo(412);
  }

  @Test
  void shouldNameWhatADecisionLacks() {
    var tip = Reporter.submitted(Map.of()).tip();
    for (var lacks :
        List.of(
            Map.entry("DECLINE", List.of("/reasonCode", "/text")),
            Map.entry("ASK", List.of("/text")),
            Map.entry("TRANSFER", List.of("/organisation", "/reason")),
            Map.entry("CONCLUDE", List.of("/finding", "/reason")),
            Map.entry("ESCALATE", List.of("/reason")))) {
      var answer = handler.decides(tip, lacks.getKey(), Map.of());
      assertThat(answer.status()).isEqualTo(422);
      assertThat(values(answer.json(), "errors", "pointer"))
          .containsExactlyElementsOf(lacks.getValue());
    }
    assertThat(
            handler
                .decides(tip, "CONCLUDE", Map.of("finding", "SUBSTANTIATED", "reason", "x"))
                .json()
                .at("/errors/0/pointer")
                .asString())
        .isEqualTo("/grade");
  }

  @Test
  void shouldTellTheReporterWhyAndWhereElseToGo() {
    var reporter = Reporter.submitted(Map.of());
    handler.does(
        reporter.tip(), "DECLINE", Map.of("reasonCode", "OUT_OF_SCOPE", "text", "请向12345反映"));
    var mailbox = reporter.mailbox();
    assertThat(values(mailbox, "messages", "text")).containsExactly("请向12345反映");
    assertThat(mailbox.at("/timeline/1/reasonCode").asString()).isEqualTo("OUT_OF_SCOPE");
    assertThat(handler.sees(reporter.tip()).at("/timeline/1/details/reasonCode").asString())
        .isEqualTo("OUT_OF_SCOPE");
  }

  @Test
  void shouldConfirmWhatWasProposedBeforeAQuestion() {
    var tip = Reporter.submitted(Map.of()).tip();
    handler.does(tip, "ACCEPT");
    handler.does(tip, "VERIFY");
    handler.does(tip, "CONCLUDE", concluded());
    handler.does(tip, "ASK", Map.of("text", "何时?"));
    assertThat(reviewer.does(tip, "CONFIRM").path("status").asString()).isEqualTo("SUBSTANTIATED");
  }

  @Test
  @Tag("P6")
  void shouldNeverShowAnybodyTheNameOrTheReporterWhatWasKeptApart() {
    var reporter =
        Reporter.submitted(
            Map.of(
                "identity", Map.of("name", "欧阳金丝雀", "phone", "13800138000"),
                "avoid", List.of("jh-fire")));
    var office = handler.reads(reporter.tip());
    assertThat(office.json().path("identityGiven").asBoolean()).isTrue();
    assertThat(new String(office.bytes(), UTF_8)).doesNotContain("欧阳", "13800138000", "jh-fire");
    assertThat(new String(reporter.reads().bytes(), UTF_8))
        .doesNotContain("欧阳", "13800138000", "jh-fire");
  }

  @Test
  void shouldTakeATipBackUntilItIsVerified() {
    var early = Reporter.submitted(Map.of());
    assertThat(early.withdraws().json().path("status").asString()).isEqualTo("WITHDRAWN");
    assertThat(handler.sees(early.tip()).path("allowed")).isEmpty();
    var late = Reporter.submitted(Map.of());
    handler.does(late.tip(), "ACCEPT");
    handler.does(late.tip(), "VERIFY");
    assertThat(late.withdraws().status()).isEqualTo(409);
  }

  @Test
  void shouldGoOnWithoutAReporterWhoBurntTheReceipt() {
    var reporter = Reporter.submitted(Map.of());
    var tip = reporter.tip();
    assertThat(reporter.burns().status()).isEqualTo(204);
    assertThat(reporter.reads().status()).isEqualTo(401);
    assertThat(reporter.says("?").status()).isEqualTo(401);
    handler.does(tip, "ASK", Map.of("text", "请问是哪一栋楼?"));
    handler.does(tip, "TRANSFER", Map.of("organisation", "jh-fire", "reason", "消防"));
    assertThat(Officer.of("jh-fire-1").sees(tip).path("messages")).hasSize(1);
  }

  @Test
  void shouldTakeAFileBackBeforeTheSubmission() {
    var reporter = Reporter.arrives();
    var file = reporter.uploads();
    assertThat(reporter.takesBack(file).status()).isEqualTo(204);
    assertThat(reporter.takesBack(file).status()).isEqualTo(404);
    var refused = reporter.submits(Map.of("evidence", List.of(file)));
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/evidence/0");
  }

  @Test
  void shouldGiveEveryTipAnOwnerWhoCanReadIt() {
    for (var industry : List.of("scaffolding", "ferry", "key-vehicles", "industrial-park")) {
      for (var area : List.of("440700", "440704", "440705", "440781")) {
        var tip = Reporter.submitted(Map.of("area", area, "industry", industry)).tip();
        var lead = CaseRows.lead(tip);
        assertThat(Officer.of(lead + "-1").sees(tip).path("allowed"))
            .as("%s in %s", industry, area)
            .isNotEmpty();
      }
    }
  }

  static Map<String, Object> concluded() {
    return Map.of("finding", "SUBSTANTIATED", "grade", "GENERAL", "reason", "现场查实");
  }

  static List<String> values(JsonNode node, String list) {
    return node.path(list).valueStream().map(JsonNode::asString).toList();
  }

  static List<String> values(JsonNode node, String list, String field) {
    return node.path(list).valueStream().map(each -> each.path(field).asString()).toList();
  }
}
