package org.anxinbao.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.anxinbao.ServerTest;
import org.anxinbao.dev.WechatSimulator;
import org.anxinbao.seal.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Each answer of WeChat, over HTTP, as the phone sees it. */
class WechatLoginTest extends ServerTest {
  private static final String PATH = "/api/v1/wechat/sessions";

  @Test
  void shouldAnswerATokenThatCarriesThePersonForTwoHours() {
    var session = session("demo-zhang-1");

    assertThat(openid(session)).isEqualTo(WechatSimulator.openid("demo-zhang-1"));
    assertThat(Duration.between(Instant.now(), Instant.parse(session.get("expiresAt").asString())))
        .isBetween(Duration.ofMinutes(118), Duration.ofHours(2));
  }

  @Test
  @Tag("P4")
  void shouldShowNeitherOpenidNorSessionKey() {
    var body =
        Objects.requireNonNull(
            signIn("demo-wang-1").expectBody(String.class).returnResult().getResponseBody());

    assertThat(body).doesNotContain(WechatSimulator.openid("demo-wang-1"), "session_key");
  }

  @Test
  @Tag("P12")
  void shouldTakeACodeOnce() {
    signIn("demo-chen-1").expectStatus().isCreated();

    assertThat(problem(signIn("demo-chen-1"))).isEqualTo(Problem.of(401, "wechat-code-refused"));
    signIn("demo-chen-2").expectStatus().isCreated();
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid-1", "unheard-of", "nodash", "blocked-1"})
  void shouldRefuseACodeThatWechatRefuses(String code) {
    assertThat(problem(signIn(code))).isEqualTo(Problem.of(401, "wechat-code-refused"));
  }

  @Test
  void shouldSayWhenToComeBackWhenWechatIsAskedTooOften() {
    assertThat(problem(signIn("often-1")))
        .isEqualTo(Problem.of(429, "too-many-requests").retryAfter("60"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy-1", "broken-1", "slow-1"})
  void shouldSayWhenToComeBackWhenWechatIsAway(String code) {
    assertThat(problem(signIn(code))).isEqualTo(Problem.of(503, "unavailable").retryAfter("10"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "全角", "demo-\u0007", "demo-\u00e9"})
  void shouldRefuseWhatCannotBeACode(@Nullable String code) {
    expectCodePointer(code);
  }

  @Test
  void shouldRefuseACodeOverItsLength() {
    expectCodePointer("demo-" + "x".repeat(124));
  }

  @ParameterizedTest
  @CsvSource({"demo-liu-1&appid=other", "demo-liu-2&js_code=demo-yang-1", "demo-liu-3#x"})
  void shouldNotLetACodeAddParameters(String code) {
    var session = session(code);

    assertThat(openid(session)).isEqualTo(WechatSimulator.openid("demo-liu"));
  }

  private WebTestClient.ResponseSpec signIn(@Nullable String code) {
    return client
        .post()
        .uri(PATH)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(code == null ? Map.of() : Map.of("code", code))
        .exchange();
  }

  private JsonNode session(String code) {
    return Objects.requireNonNull(
        signIn(code)
            .expectStatus()
            .isCreated()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody());
  }

  private void expectCodePointer(@Nullable String code) {
    var before = server.wechat().paths().size();
    assertThat(problem(signIn(code))).isEqualTo(Problem.of(400, "invalid-request").at("/code"));
    assertThat(server.wechat().paths()).hasSize(before);
  }

  private static Problem problem(WebTestClient.ResponseSpec response) {
    var answer = response.expectBody(JsonNode.class).returnResult();
    var body = Objects.requireNonNull(answer.getResponseBody());
    return new Problem(
        answer.getStatus().value(),
        body.path("type").asString(""),
        body.path("errors").path(0).path("pointer").asString(""),
        answer.getResponseHeaders().getFirst("Retry-After"));
  }

  private record Problem(int status, String type, String pointer, @Nullable String retryAfter) {
    static Problem of(int status, String slug) {
      return new Problem(status, "/problems/" + slug, "", null);
    }

    Problem retryAfter(String seconds) {
      return new Problem(status, type, pointer, seconds);
    }

    Problem at(String pointer) {
      return new Problem(status, type, pointer, retryAfter);
    }
  }

  private static String openid(JsonNode session) {
    return Objects.requireNonNull(
        server
            .bean(Tokens.class)
            .parse(
                Tokens.Kind.WECHAT_SESSION,
                session.get("token").asString(),
                server.bean(Clock.class).instant())
            .get("openid"));
  }
}
