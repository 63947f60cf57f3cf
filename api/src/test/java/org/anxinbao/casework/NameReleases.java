package org.anxinbao.casework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.anxinbao.ServerTest;
import org.anxinbao.casework.Http.Answer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Calls about names, by the people of the demo directory. */
abstract class NameReleases extends ServerTest {
  static final String NAME = "欧阳金丝雀";
  static final String PHONE = "13800138000";
  static final String WORDS = "脚手架没有连墙件的工地在外海街道。";

  final Officer li = Officer.of("jh-housing-1");
  final Officer colleague = Officer.of("jh-housing-2");
  final Officer custodian = Officer.of("jm-custodian");

  static Map<String, String> name() {
    return Map.of("name", NAME, "phone", PHONE);
  }

  static Reporter named() {
    return Reporter.submitted(Map.of("identity", name(), "description", WORDS));
  }

  static Answer asks(Officer officer, UUID tip, Object question) {
    return officer.calls(POST, "/tips/" + tip + "/identity-requests", question);
  }

  static UUID asked(Officer officer, UUID tip, String reason) {
    var answer = asks(officer, tip, Map.of("reason", reason));
    assertThat(answer.status()).isEqualTo(201);
    return UUID.fromString(answer.json().path("id").asString());
  }

  UUID approved(Officer officer, UUID tip) {
    var request = asked(officer, tip, "需要证人");
    assertThat(decides(custodian, request, Map.of("approve", true)).status()).isEqualTo(200);
    return request;
  }

  static Answer decides(Officer officer, UUID request, Object decision) {
    return officer.calls(POST, "/identity-requests/" + request + "/decision", decision);
  }

  static Answer reads(Officer officer, UUID tip) {
    return officer.calls(GET, "/tips/" + tip + "/identity", null);
  }

  static JsonNode standing(Officer officer, UUID tip) {
    return officer.sees(tip).path("identityRelease");
  }

  JsonNode listed(UUID request) {
    return custodian
        .calls(GET, "/identity-requests?limit=200", null)
        .json()
        .path("items")
        .valueStream()
        .filter(item -> item.path("id").asString().equals(request.toString()))
        .findFirst()
        .orElseThrow();
  }

  static List<String> acts(Answer mailbox) {
    return mailbox
        .json()
        .path("timeline")
        .valueStream()
        .filter(step -> !step.path("identity").isNull())
        .map(step -> step.at("/identity/act").asString())
        .toList();
  }

  static String text(Answer answer) {
    return new String(answer.bytes(), UTF_8);
  }

  static List<Answer> fourTimesAtOnce(Supplier<Answer> call) {
    return atOnce(call, call, call, call);
  }

  /** The answers in the order of the calls. */
  @SafeVarargs
  static List<Answer> atOnce(Supplier<Answer>... calls) {
    return Objects.requireNonNull(
        Flux.fromArray(calls)
            .flatMapSequential(
                call -> Mono.fromSupplier(call).subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block());
  }

  static void assertConflict(Answer answer, String reason) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("reason").asString()).isEqualTo(reason);
  }

  static void assertSame(Answer there, Answer nowhere) {
    assertThat(there.status()).isEqualTo(404);
    assertThat(text(there)).isEqualTo(text(nowhere));
  }

  static void assertProblem(Answer answer, List<?> bad) {
    assertThat(answer.status()).as("%s", bad).isEqualTo(bad.get(1));
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(bad.get(2));
  }

  static int releases(UUID request) {
    return count("select count(*)::int from identity_release where request = :id", request);
  }

  static int halves(UUID tip) {
    return count(
        "select count(*)::int from identity_request where tip = :id and half is not null", tip);
  }

  static int count(String sql, UUID id) {
    return Objects.requireNonNull(
        server
            .database()
            .sql(sql)
            .bind("id", id)
            .map(row -> Objects.requireNonNull(row.get(0, Integer.class)))
            .one()
            .block());
  }

  static void change(String sql, UUID id) {
    server.database().sql(sql).bind("id", id).then().block();
  }
}
