package org.anxinbao.casework;

import static org.anxinbao.casework.TipJourneyTest.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A name is asked for with a reason, released by a second person, and gone after three days. */
@Tag("P5")
class IdentityReleaseTest extends NameReleases {
  @Test
  void shouldReleaseANameToWhoAskedAndTellTheReporter() {
    var reporter = named();
    var tip = reporter.tip();
    assertThat(standing(li, tip).path("mayRequest").asBoolean()).isTrue();
    assertThat(reads(li, tip).status()).isEqualTo(404);

    var request = asked(li, tip, "需要证人");
    assertThat(standing(li, tip).path("mayRequest").asBoolean()).isFalse();
    assertThat(standing(li, tip).at("/requests/0/state").asString()).isEqualTo("OPEN");
    assertThat(reads(li, tip).status()).isEqualTo(404);
    var listed = listed(request);
    assertThat(listed.path("reason").asString()).isEqualTo("需要证人");
    assertThat(listed.path("organisation").asString()).isEqualTo("jh-housing");
    assertThat(listed.path("member").asString()).isNotEmpty();
    assertThat(listed.toString()).doesNotContain(tip.toString(), "脚手架", NAME, PHONE);

    var approved = decides(custodian, request, Map.of("approve", true));
    assertThat(approved.status()).isEqualTo(200);
    assertThat(text(approved)).contains("APPROVED").doesNotContain(NAME, PHONE);
    var name = reads(li, tip);
    assertThat(name.json().path("name").asString()).isEqualTo(NAME);
    assertThat(name.json().path("phone").asString()).isEqualTo(PHONE);
    assertThat(name.headers().getCacheControl()).isEqualTo("no-store");
    assertThat(Instant.parse(name.json().path("expiresAt").asString()))
        .isBetween(
            Instant.now().plus(Duration.ofHours(71)), Instant.now().plus(Duration.ofHours(72)));

    assertThat(reads(colleague, tip).status()).isEqualTo(404);
    assertThat(text(colleague.reads(tip))).contains("需要证人").doesNotContain(NAME, PHONE);
    assertThat(text(li.reads(tip))).doesNotContain(NAME, PHONE);
    var mailbox = reporter.reads();
    assertThat(acts(mailbox)).containsExactly("REQUESTED", "APPROVED");
    assertThat(mailbox.json().at("/timeline/1/identity/reason").asString()).isEqualTo("需要证人");
    assertThat(values(mailbox.json(), "timeline", "status"))
        .containsExactly("SCREENING", "SCREENING", "SCREENING");
    assertThat(text(mailbox)).doesNotContain(NAME, PHONE);
    assertThat(CaseRows.attempts(tip))
        .contains("REQUEST_IDENTITY/DONE", "APPROVE_IDENTITY/DONE", "READ_IDENTITY/DONE")
        .contains("READ_IDENTITY/REFUSED/NOT_FOUND");
    assertThat(CaseRows.announced(tip)).contains("REQUEST_IDENTITY", "APPROVE_IDENTITY");
  }

  @Test
  void shouldEndAfterThreeDaysAndLeaveNoRow() {
    var tip = named().tip();
    var request = approved(li, tip);
    assertThat(reads(li, tip).status()).isEqualTo(200);
    change("update identity_release set expires_at = now() where request = :id", request);

    assertThat(reads(li, tip).status()).isEqualTo(404);
    assertThat(standing(li, tip).at("/requests/0/expiresAt").isNull()).isTrue();
    assertThat(releases(request)).isOne();
    server.bean(IdentitySweep.class).sweep().block();
    assertThat(releases(request)).isZero();
    assertThat(standing(li, tip).path("mayRequest").asBoolean()).isTrue();
    asked(li, tip, "又一次");
  }

  @Test
  void shouldRefuseWithAReasonThatTheOfficeReads() {
    var reporter = named();
    var request = asked(li, reporter.tip(), "好奇");
    var refused = decides(custodian, request, Map.of("approve", false, "reason", "理由不足"));
    assertThat(refused.status()).isEqualTo(200);

    var seen = standing(li, reporter.tip()).at("/requests/0");
    assertThat(seen.path("state").asString()).isEqualTo("REFUSED");
    assertThat(seen.path("decision").asString()).isEqualTo("理由不足");
    assertThat(listed(request).path("decision").asString()).isEqualTo("理由不足");
    assertThat(acts(reporter.reads())).containsExactly("REQUESTED", "REFUSED");
    assertThat(text(reporter.reads())).doesNotContain("理由不足");
    assertThat(reads(li, reporter.tip()).status()).isEqualTo(404);
    assertThat(halves(reporter.tip())).isZero();
  }

  @Test
  void shouldDieWithTheOfficesGrant() {
    var reporter = named();
    var tip = reporter.tip();
    var read = approved(li, tip);
    var open = asked(colleague, tip, "转办之前");
    li.does(tip, "TRANSFER", Map.of("organisation", "jh-emergency", "reason", "消防"));

    assertThat(reads(li, tip).status()).isEqualTo(404);
    assertThat(releases(read)).isZero();
    assertThat(halves(tip)).isZero();
    assertConflict(decides(custodian, open, Map.of("approve", true)), "LAPSED");
    assertThat(acts(reporter.reads()))
        .containsExactlyInAnyOrder("REQUESTED", "APPROVED", "REQUESTED", "LAPSED");
    var next = Officer.of("jh-emergency-1");
    assertThat(standing(next, tip).path("requests")).isEmpty();
    approved(next, tip);
    assertThat(reads(next, tip).json().path("name").asString()).isEqualTo(NAME);
  }

  @Test
  void shouldDieWithoutAGrantHoweverItWent() {
    var tip = named().tip();
    var open = asked(li, tip, "需要证人");
    change("delete from tip_grant where tip = :id and holder = 'jh-housing'", tip);
    assertConflict(decides(custodian, open, Map.of("approve", true)), "LAPSED");
    server.bean(IdentitySweep.class).sweep().block();
    assertThat(listed(open).path("state").asString()).isEqualTo("LAPSED");
    assertThat(halves(tip)).isZero();
  }

  /** Whoever is first: no name is left to an office that lost the tip. */
  @Test
  void shouldLeaveNothingToAnOfficeThatLosesTheTipMeanwhile() {
    for (int round = 0; round < 4; round++) {
      var tip = named().tip();
      var request = asked(li, tip, "同时");
      var version = li.sees(tip).path("version").asInt();
      var transfer = Map.of("organisation", "jh-emergency", "reason", "消防");
      var answers =
          atOnce(
              () -> decides(custodian, request, Map.of("approve", true)),
              () -> li.decides(tip, version, "TRANSFER", transfer));
      assertThat(answers.getFirst().status()).isIn(200, 409);
      assertThat(answers.getLast().status()).isEqualTo(200);
      assertThat(releases(request)).isZero();
      assertThat(halves(tip)).isZero();
      assertThat(reads(li, tip).status()).isEqualTo(404);
    }
  }

  @Test
  void shouldDieWhenTheReporterTakesTheTipBack() {
    var reporter = named();
    var released = approved(li, reporter.tip());
    var open = asked(colleague, reporter.tip(), "需要证人");
    reporter.withdraws();
    assertConflict(decides(custodian, open, Map.of("approve", true)), "LAPSED");
    assertThat(releases(released)).isZero();
    assertThat(reads(li, reporter.tip()).status()).isEqualTo(404);
    assertConflict(asks(li, reporter.tip(), Map.of("reason", "再次")), "WITHDRAWN");
  }

  @Test
  void shouldPageTheCustodiansList() {
    var requests = Stream.generate(() -> asked(li, named().tip(), "列表")).limit(3).toList();
    assertThat(
            Stream.iterate(
                    custodian.calls(GET, "/identity-requests?state=OPEN&limit=2", null).json(),
                    page -> !page.isMissingNode(),
                    page -> after(page))
                .flatMap(page -> values(page, "items", "id").stream())
                .toList())
        .doesNotHaveDuplicates()
        .containsAll(requests.stream().map(UUID::toString).toList());
  }

  private JsonNode after(JsonNode page) {
    var next = page.path("next");
    return next.isNull()
        ? page.path("none")
        : custodian
            .calls(GET, "/identity-requests?state=OPEN&limit=2&cursor=" + next.asString(), null)
            .json();
  }
}
