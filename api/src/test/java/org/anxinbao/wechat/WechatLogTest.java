package org.anxinbao.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.anxinbao.LogCapture;
import org.anxinbao.ServerTest;
import org.anxinbao.dev.WechatSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** WxJava logs URLs with the app secret, access tokens and session keys, some of it at WARN. */
@Tag("P4")
class WechatLogTest extends ServerTest {
  private static final List<String> CODES =
      List.of("demo-canary-1", "invalid-canary", "often-canary", "busy-canary", "broken-canary");

  @Test
  void shouldLogNoSecretOfASignInAtAnyLevel() {
    var token = "";
    String logged;
    try (var log = new LogCapture()) {
      for (var code : CODES) {
        var answer = signIn(code);
        token = answer.path("token").asString(token);
      }
      for (int i = 0; i < 10; i++) {
        signIn("busy-canary-" + i); // as many as it takes to write about them
      }
      logged = log.text();
    }

    assertThat(token).isNotEmpty();
    assertThat(logged).isNotEmpty();
    assertThat(logged)
        .doesNotContain(CODES)
        .doesNotContain(
            token,
            WechatSimulator.openid("demo-canary-1"),
            WechatSimulator.sessionKey("demo-canary-1"))
        .doesNotContain(server.passwords())
        .as("access token")
        .doesNotContainPattern("8_[A-Za-z0-9_-]{64}");
  }

  @Test
  @Tag("P21")
  void shouldSayThatWechatIsAwayWithoutSayingWhenSomebodySignedIn() {
    try (var log = new LogCapture()) {
      for (int i = 0; i < 10; i++) {
        signIn("busy-" + i);
      }
      assertThat(log.text())
          .containsOnlyOnce(
              "10 requests failed at POST /api/v1/wechat/sessions: WeChat answered -1")
          .containsOnlyOnce("WeChat");
    }
  }

  private JsonNode signIn(String code) {
    return Objects.requireNonNull(
        client
            .post()
            .uri("/api/v1/wechat/sessions")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(Map.of("code", code))
            .exchange()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody());
  }
}
