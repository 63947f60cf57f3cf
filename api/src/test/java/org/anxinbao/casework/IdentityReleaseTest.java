package org.anxinbao.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.casework.TipJourneyTest.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.anxinbao.ServerTest;
import org.anxinbao.casework.Http.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** A name is asked for with a reason, released by a second person, and gone after three days. */
@Tag("P5")
class IdentityReleaseTest extends ServerTest {
  private static final String NAME = "欧阳金丝雀";
  private static final String PHONE = "13800138000";
  private static final String WORDS = "脚手架没有连墙件的工地在外海街道。";

  private final Officer li = Officer.of("jh-housing-1");
  private final Officer colleague = Officer.of("jh-housing-2");
  private final Officer custodian = Officer.of("jm-custodian");

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
  void shouldAskOnceAtATime() {
    var nameless = asks(li, Reporter.submitted(Map.of()).tip(), Map.of("reason", "谁?"));
    assertConflict(nameless, "NO_IDENTITY");
    var tip = named().tip();
    var answers = atOnce(() -> asks(li, tip, Map.of("reason", "同时")));
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
    var answers = atOnce(() -> decides(custodian, request, Map.of("approve", true)));
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

  private static Map<String, String> name() {
    return Map.of("name", NAME, "phone", PHONE);
  }

  private static Reporter named() {
    return Reporter.submitted(Map.of("identity", name(), "description", WORDS));
  }

  private static Answer asks(Officer officer, UUID tip, Object question) {
    return officer.calls(POST, "/tips/" + tip + "/identity-requests", question);
  }

  private static UUID asked(Officer officer, UUID tip, String reason) {
    var answer = asks(officer, tip, Map.of("reason", reason));
    assertThat(answer.status()).isEqualTo(201);
    return UUID.fromString(answer.json().path("id").asString());
  }

  private UUID approved(Officer officer, UUID tip) {
    var request = asked(officer, tip, "需要证人");
    assertThat(decides(custodian, request, Map.of("approve", true)).status()).isEqualTo(200);
    return request;
  }

  private static Answer decides(Officer officer, UUID request, Object decision) {
    return officer.calls(POST, "/identity-requests/" + request + "/decision", decision);
  }

  private static Answer reads(Officer officer, UUID tip) {
    return officer.calls(GET, "/tips/" + tip + "/identity", null);
  }

  private static JsonNode standing(Officer officer, UUID tip) {
    return officer.sees(tip).path("identityRelease");
  }

  private JsonNode listed(UUID request) {
    return custodian
        .calls(GET, "/identity-requests?limit=200", null)
        .json()
        .path("items")
        .valueStream()
        .filter(item -> item.path("id").asString().equals(request.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> acts(Answer mailbox) {
    return mailbox
        .json()
        .path("timeline")
        .valueStream()
        .filter(step -> !step.path("identity").isNull())
        .map(step -> step.at("/identity/act").asString())
        .toList();
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), UTF_8);
  }

  private static List<Answer> atOnce(Supplier<Answer> call) {
    return Objects.requireNonNull(
        Flux.range(0, 4)
            .flatMap(_ -> Mono.fromSupplier(call).subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block());
  }

  private static void assertConflict(Answer answer, String reason) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("reason").asString()).isEqualTo(reason);
  }

  private static void assertSame(Answer there, Answer nowhere) {
    assertThat(there.status()).isEqualTo(404);
    assertThat(text(there)).isEqualTo(text(nowhere));
  }

  private static void assertProblem(Answer answer, List<?> bad) {
    assertThat(answer.status()).as("%s", bad).isEqualTo(bad.get(1));
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(bad.get(2));
  }

  private static int releases(UUID request) {
    return count("select count(*)::int from identity_release where request = :id", request);
  }

  private static int halves(UUID tip) {
    return count(
        "select count(*)::int from identity_request where tip = :id and half is not null", tip);
  }

  private static int count(String sql, UUID id) {
    return Objects.requireNonNull(
        server
            .database()
            .sql(sql)
            .bind("id", id)
            .map(row -> Objects.requireNonNull(row.get(0, Integer.class)))
            .one()
            .block());
  }

  private static void change(String sql, UUID id) {
    server.database().sql(sql).bind("id", id).then().block();
  }
}
