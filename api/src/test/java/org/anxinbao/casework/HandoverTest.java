package org.anxinbao.casework;

import static org.anxinbao.casework.TipJourneyTest.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who reads a tip, and who does no longer, or not yet. */
class HandoverTest extends ServerTest {
  private static final String CHEMICAL = "ent-jh-chemical";

  private final Officer housing = Officer.of("jh-housing-1");
  private final Officer fire = Officer.of("jh-fire-1");
  private final Officer supervising = Officer.of("jh-safety-committee-office-1");
  private final Officer enterprise = Officer.of(CHEMICAL + "-safety");

  @Test
  void shouldGiveTheNewLeadEverythingAndTheOldOneNothing() {
    var reporter = Reporter.arrives();
    var photograph = reporter.uploads();
    reporter.submits(Map.of("evidence", List.of(photograph)));
    var tip = reporter.tip();
    housing.says(tip, "已收到");
    housing.does(tip, "TRANSFER", Map.of("organisation", "jh-fire", "reason", "消防通道"));

    assertNoTrace(housing, tip);
    assertThat(housing.downloads(tip, photograph).status()).isEqualTo(404);
    assertThat(housing.says(tip, "?").status()).isEqualTo(404);
    var seen = fire.sees(tip);
    assertThat(fire.lists(tip)).isTrue();
    assertThat(values(seen, "messages", "text")).containsExactly("已收到");
    assertThat(seen.at("/timeline/1/details/reason").asString()).isEqualTo("消防通道");
    assertThat(fire.downloads(tip, photograph).status()).isEqualTo(200);
    assertThat(seen.path("status").asString()).isEqualTo("SCREENING");

    assertThat(reporter.says("后来的话", reporter.uploads()).status()).isEqualTo(201);
    assertThat(values(fire.sees(tip), "messages", "text")).containsExactly("已收到", "后来的话");
    assertThat(fire.sees(tip).path("evidence")).hasSize(2);
    fire.does(tip, "ASK", Map.of("text", "哪一层?"));
    assertThat(values(reporter.mailbox(), "messages", "text"))
        .containsExactly("已收到", "后来的话", "哪一层?");
  }

  @Test
  void shouldBeginAnEpochWithATransfer() {
    var tip = Reporter.submitted(Map.of()).tip();
    housing.does(tip, "TRANSFER", Map.of("organisation", "pj-fire", "reason", "蓬江的"));
    assertThat(CaseRows.grants(tip))
        .containsExactlyInAnyOrder(
            "pj-fire/0/ACTIVE",
            "pj-fire/1/ACTIVE",
            "pj-safety-committee-office/0/DORMANT",
            "pj-safety-committee-office/1/DORMANT",
            "reporter/0/ACTIVE",
            "reporter/1/ACTIVE");
    var far = Officer.of("pj-fire-1");
    far.does(tip, "ESCALATE", Map.of("reason", "重大"));
    assertThat(Officer.of("pj-safety-committee-office-1").sees(tip).path("timeline")).hasSize(3);
  }

  @Test
  void shouldRefuseAThirdTransfer() {
    var tip = Reporter.submitted(Map.of()).tip();
    housing.does(tip, "TRANSFER", Map.of("organisation", "jh-fire", "reason", "一"));
    fire.does(tip, "TRANSFER", Map.of("organisation", "jh-housing", "reason", "二"));
    var third = housing.decides(tip, "TRANSFER", Map.of("organisation", "jh-fire", "reason", "三"));
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.json().path("reason").asString()).isEqualTo("ASSIGNMENT_IS_THE_SUPERVISORS");
  }

  @Test
  void shouldRefuseTargetsThatTakeNoTips() {
    var tip = Reporter.submitted(Map.of()).tip();
    for (var target : List.of("nobody", CHEMICAL, "jh-housing")) {
      assertThat(
              housing
                  .decides(tip, "TRANSFER", Map.of("organisation", target, "reason", "x"))
                  .status())
          .as(target)
          .isEqualTo(422);
    }
    assertThat(housing.sees(tip).path("lead").asString()).isEqualTo("jh-housing");
  }

  @Test
  @Tag("P15")
  void shouldLeadATransferPastAnOfficeThatIsAvoided() {
    var tip = Reporter.submitted(Map.of("avoid", List.of("jh-fire"))).tip();
    housing.does(tip, "TRANSFER", Map.of("organisation", "jh-fire", "reason", "消防"));
    assertNoTrace(fire, tip);
    assertThat(supervising.sees(tip).path("allowed")).isNotEmpty();
  }

  @Test
  void shouldWakeTheSupervisingOfficeByEscalation() {
    var tip = Reporter.submitted(Map.of()).tip();
    assertNoTrace(supervising, tip);
    housing.does(tip, "ESCALATE", Map.of("reason", "拒不配合"));
    assertThat(supervising.lists(tip)).isTrue();
    var seen = supervising.sees(tip);
    assertThat(seen.path("escalated").asBoolean()).isTrue();
    assertThat(seen.path("allowed")).isEmpty();
    assertThat(seen.at("/timeline/1/details/reason").asString()).isEqualTo("拒不配合");
  }

  @Test
  void shouldTakeConcealedDeathsToTheSupervisingOfficeAtOnce() {
    var tip = Reporter.submitted(Map.of("concealedDeaths", true)).tip();
    assertThat(supervising.sees(tip).path("escalated").asBoolean()).isTrue();
    assertThat(housing.sees(tip).path("concealedDeaths").asBoolean()).isTrue();
  }

  @Test
  void shouldTakeAnInternalReportToTheEnterpriseFirst() {
    var tip = Reporter.submitted(internal(Map.of())).tip();
    assertThat(enterprise.sees(tip).path("allowed")).isNotEmpty();
    assertNoTrace(housing, tip);
    assertThat(CaseRows.grants(tip))
        .containsExactlyInAnyOrder(
            CHEMICAL + "/0/ACTIVE", "jh-housing/0/DORMANT", "reporter/0/ACTIVE");
  }

  @Test
  @Tag("P15")
  void shouldSkipTheEnterpriseWhenTheReporterSaysSo() {
    var tip = Reporter.submitted(internal(Map.of("skipEnterprise", true))).tip();
    assertNoTrace(enterprise, tip);
    assertThat(housing.sees(tip).path("allowed")).isNotEmpty();
  }

  @Test
  void shouldWithholdFilesFromTheEnterpriseAndNotFromTheOffice() {
    var reporter = Reporter.arrives();
    var shown = reporter.uploads();
    var withheld = reporter.uploads();
    reporter.submits(internal(Map.of("evidence", List.of(shown), "withheld", List.of(withheld))));
    var tip = reporter.tip();
    assertThat(values(enterprise.sees(tip), "evidence", "id")).containsExactly(shown);
    assertThat(enterprise.downloads(tip, withheld).status()).isEqualTo(404);
    assertThat(CaseRows.grants(tip))
        .contains("jh-housing/1/DORMANT", "reporter/1/ACTIVE")
        .doesNotContain(CHEMICAL + "/1/ACTIVE");
    enterprise.does(tip, "ESCALATE", Map.of("reason", "超出能力"));
    assertThat(values(housing.sees(tip), "evidence", "id")).containsExactly(shown, withheld);
    assertThat(housing.downloads(tip, withheld).status()).isEqualTo(200);
  }

  @Test
  void shouldShowASignedNameToTheEnterpriseAlone() {
    var identity = Map.of("name", "欧阳金丝雀", "phone", "13800138000");
    var reporter = Reporter.submitted(internal(Map.of("signed", true, "identity", identity)));
    var tip = reporter.tip();
    assertThat(enterprise.sees(tip).at("/signedBy/name").asString()).isEqualTo("欧阳金丝雀");
    enterprise.does(tip, "ESCALATE", Map.of("reason", "超出能力"));
    assertThat(housing.sees(tip).path("signedBy").isNull()).isTrue();
    assertThat(reporter.reads().json().toString()).doesNotContain("欧阳");
  }

  private static Map<String, Object> internal(Map<String, ?> fields) {
    var tip = new HashMap<String, Object>(fields);
    tip.put("channel", "INTERNAL");
    tip.put("enterprise", CHEMICAL);
    return tip;
  }

  /** To an office without a grant the tip simply is not there. */
  private static void assertNoTrace(Officer officer, UUID tip) {
    var answer = officer.reads(tip);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bytes()).isEqualTo(officer.reads(UUID.randomUUID()).bytes());
    assertThat(officer.decides(tip, 0, "ACCEPT", Map.of()).status()).isEqualTo(404);
    assertThat(officer.lists(tip)).isFalse();
  }
}
