package org.anxinbao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.casework.Http.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks or decides twice, decides alone, sends nonsense, or has no business with a name. */
@Tag("P5")
class IdentityRefusalTest extends NameReleases {
  @Test
  void shouldAskOnceAtATime() {
    var nameless = asks(li, Reporter.submitted(Map.of()).tip(), Map.of("reason", "谁?"));
    assertConflict(nameless, "NO_IDENTITY");
    var tip = named().tip();
    var answers = fourTimesAtOnce(() -> asks(li, tip, Map.of("reason", "同时")));
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertConflict(asks(li, tip, Map.of("reason", "再次")), "ALREADY_ASKED");
    asked(colleague, tip, "我也要");
    assertThat(standing(li, tip).path("requests")).hasSize(2);
    assertThat(CaseRows.attempts(tip)).contains("REQUEST_IDENTITY/REFUSED/CONFLICT");
  }

  @Test
  void shouldDecideOnce() {
    var tip = named().tip();
    var request = asked(li, tip, "需要证人");
    var answers = fourTimesAtOnce(() -> decides(custodian, request, Map.of("approve", true)));
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409, 409, 409);
    assertThat(releases(request)).isOne();
    var late = decides(custodian, request, Map.of("approve", false, "reason", "不"));
    assertConflict(late, "ALREADY_DECIDED");
    assertConflict(asks(li, tip, Map.of("reason", "再次")), "ALREADY_RELEASED");
    assertThat(reads(li, tip).status()).isEqualTo(200);
  }

  @Test
  void shouldNeedASecondPerson() {
    var request = asked(li, named().tip(), "我自己批");
    change(
        "update identity_request set member ="
            + " (select id from member where username = 'jm-custodian') where id = :id",
        request);
    assertConflict(decides(custodian, request, Map.of("approve", true)), "NEEDS_A_SECOND_PERSON");
  }

  @Test
  @Tag("P15")
  void shouldAnswerOthersAsIfNothingWereThere() {
    var reporter = Reporter.submitted(Map.of("identity", name(), "avoid", List.of("jh-fire")));
    var tip = reporter.tip();
    approved(li, tip);
    var nowhere = UUID.randomUUID();
    for (var other : List.of("jh-fire-1", "pj-housing-1", "jh-safety-committee-office-1")) {
      var officer = Officer.of(other);
      var question = Map.of("reason", "谁?");
      assertSame(asks(officer, tip, question), asks(officer, nowhere, question));
      assertSame(reads(officer, tip), reads(officer, nowhere));
    }
    assertSame(reads(custodian, tip), reads(custodian, nowhere));
    var elsewhere = asked(colleague, tip, "别处的保管人");
    change("update identity_request set custodian = 'jm-fire' where id = :id", elsewhere);
    var approve = Map.of("approve", true);
    assertSame(decides(custodian, elsewhere, approve), decides(custodian, nowhere, approve));
    assertThat(text(custodian.calls(GET, "/identity-requests?limit=200", null)))
        .doesNotContain(elsewhere.toString());
  }

  @Test
  void shouldGiveAnEnterpriseOnlyTheNamesUnderSignedReports() {
    var tip =
        Reporter.submitted(
                Map.of("channel", "INTERNAL", "enterprise", "ent-jh-chemical", "identity", name()))
            .tip();
    var safety = Officer.of("ent-jh-chemical-safety");
    assertThat(standing(safety, tip).path("mayRequest").asBoolean()).isFalse();
    assertConflict(asks(safety, tip, Map.of("reason", "谁?")), "NOT_FOR_THE_ENTERPRISE");
  }

  /** Whoever owns the table draws a request to somebody else, or moves a value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update identity_request set member = (select id from member where username ="
            + " 'jh-fire-1') where id = :id",
        "update identity_request set organisation = 'jh-fire' where id = :id",
        "update identity_request set asked = set_byte(asked, 40, get_byte(asked, 40) # 1) where id"
            + " = :id",
        "update identity_request set half = asked where id = :id",
        "update identity_request set custody = set_byte(custody, 90, get_byte(custody, 90) # 1)"
            + " where id = :id"
      })
  @Tag("P10")
  void shouldReleaseNothingFromAChangedRow(String change) {
    var tip = named().tip();
    var request = asked(li, tip, "需要证人");
    change(
        "insert into tip_grant select tip, 'jh-fire', epoch, state, false, received_on, sealed from"
            + " tip_grant where holder = 'jh-housing' and tip = (select tip from identity_request"
            + " where id = :id)",
        request);
    change(change, request);
    var answer = decides(custodian, request, Map.of("approve", true));
    assertThat(answer.problem()).isEqualTo("damaged-record");
    assertThat(releases(request)).isZero();
    assertThat(CaseRows.attempts(request)).contains("APPROVE_IDENTITY/FAILED/SEAL_BROKEN");
    assertThat(custodian.calls(GET, "/identity-requests", null).status()).isEqualTo(200);
    change("delete from identity_request where id = :id", request);
  }

  @Test
  void shouldNameWhatIsWrong() {
    var tip = named().tip();
    for (var bad :
        List.of(
            List.of("{}", 400, "/reason"),
            List.of("{\"reason\":null}", 400, "/reason"),
            List.of("{\"reason\":7}", 400, "/reason"),
            List.of("{\"reason\":\"\"}", 422, "/reason"),
            List.of("{\"reason\":\" \\u200b\"}", 422, "/reason"),
            List.of("{\"reason\":\"" + "话".repeat(2_001) + "\"}", 422, "/reason"),
            List.of("{\"reason\":\"a\\u0000b\"}", 400, "/reason"))) {
      assertProblem(asks(li, tip, bad.get(0)), bad);
    }
    assertThat(asks(li, tip, Map.of("reason", "话".repeat(2_000))).status()).isEqualTo(201);
    var request = UUID.fromString(standing(li, tip).at("/requests/0/id").asString());
    for (var bad :
        List.of(
            List.of("{}", 400, "/approve"),
            List.of("{\"reason\":\"好\"}", 400, "/approve"),
            List.of("{\"approve\":\"true\"}", 400, "/approve"),
            List.of("{\"approve\":false}", 422, "/reason"),
            List.of("{\"approve\":true,\"reason\":\"\"}", 422, "/reason"),
            List.of(
                "{\"approve\":false,\"reason\":\"" + "话".repeat(2_001) + "\"}", 422, "/reason"))) {
      assertProblem(decides(custodian, request, bad.get(0)), bad);
    }
    assertThat(listed(request).path("state").asString()).isEqualTo("OPEN");
    for (var query : List.of("limit=0", "limit=201", "limit=x", "cursor=x", "state=NONE")) {
      assertThat(custodian.calls(GET, "/identity-requests?" + query, null).status())
          .as(query)
          .isBetween(400, 422);
    }
    assertThat(custodian.calls(POST, "/identity-requests/x/decision", Map.of("approve", true)))
        .extracting(Answer::status)
        .isIn(400, 404);
  }

  /** Whom no colleague has let in yet. */
  @Test
  void shouldShowNothingToACustodianWithoutTheKey() {
    var request = asked(li, named().tip(), "需要证人");
    change(
        "update key_holding set duty = 'FINANCE', organisation = 'jm-finance' where duty ="
            + " 'CUSTODY' and :id::uuid is not null",
        request);
    try {
      assertThat(custodian.calls(GET, "/identity-requests", null).json().path("items")).isEmpty();
      assertThat(decides(custodian, request, Map.of("approve", true)).status()).isEqualTo(404);
    } finally {
      change(
          "update key_holding set duty = 'CUSTODY', organisation = 'jm-safety-committee-office'"
              + " where member = (select id from member where username = 'jm-custodian')"
              + " and :id::uuid is not null",
          request);
    }
  }
}
