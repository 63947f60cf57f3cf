package org.anxinbao.access;

import static org.anxinbao.access.Fixtures.LIMITS;
import static org.anxinbao.access.Fixtures.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.altcha.altcha.Altcha;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Tokens;
import org.anxinbao.web.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import tools.jackson.databind.json.JsonMapper;

/** Solutions are found by ALTCHA's own library, as a widget would. */
@Tag("P14")
class AdmissionTest {
  private final HandClock clock = new HandClock("2026-11-20T15:59:00Z");
  private final JsonMapper json = new JsonMapper();
  private ProofOfWork work;
  private WechatSessions wechat;
  private Admission admission;

  @BeforeEach
  void openDoor(@TempDir Path keys) {
    var tokens = new Tokens(Keyring.open(keys));
    work = new ProofOfWork(tokens, LIMITS, json, clock);
    wechat = new WechatSessions(tokens, clock);
    admission =
        new Admission(
            wechat, work, new Limits(LIMITS, new Pseudonyms(clock), _ -> "192.0.2.1", clock));
  }

  @Test
  void shouldAdmitWhoWorked() {
    assertThatCode(() -> admit(solved(solve(work.challenge())))).doesNotThrowAnyException();
  }

  @Test
  @Tag("P12")
  void shouldTakeASolutionOnce() {
    var solution = solve(work.challenge());
    admit(solved(solution));
    assertThat(refusal(solved(solution))).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void shouldRefuseAnExpiredChallenge() {
    var solution = solve(work.challenge());
    clock.pass(LIMITS.challengeLife());
    assertThat(refusal(solved(solution))).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void shouldRefuseAWrongNumberAForeignChallengeAndNonsense() {
    var challenge = work.challenge();
    assertThat(refusal(solved(payload(challenge, challenge.salt(), -1))))
        .isEqualTo(ProblemType.UNAUTHENTICATED);
    var foreign =
        new ProofOfWork.Challenge(
            "SHA-256", work.challenge().challenge(), 1, challenge.salt(), challenge.signature());
    assertThat(refusal(solved(payload(foreign, foreign.salt(), 1))))
        .isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal(solved("%%%"))).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal(solved("bm90IGpzb24="))).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal(solved("W10="))).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void shouldRefuseWhoBringsNothing() {
    assertThat(refusal(from("192.0.2.1").build())).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void shouldGiveAPersonTenMailboxesADay() {
    IntStream.range(0, 10).forEach(_ -> admit(signedIn("oLi")));
    var refused = problemOf(() -> admit(signedIn("oLi")));
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThatCode(() -> admit(signedIn("oWang"))).doesNotThrowAnyException();
  }

  @Test
  void shouldBeginAnewAtMidnightInChina() {
    IntStream.range(0, 10).forEach(_ -> admit(signedIn("oLi")));
    clock.pass(Duration.ofMinutes(1));
    assertThatCode(() -> admit(signedIn("oLi"))).doesNotThrowAnyException();
  }

  @Test
  void shouldLimitASourceByTheMinuteAndSpendNothingOnTheRefused() {
    IntStream.range(0, 600).forEach(i -> admit(signedIn("o" + i)));
    IntStream.range(0, 20)
        .forEach(
            _ -> assertThat(refusal(signedIn("oLi"))).isEqualTo(ProblemType.TOO_MANY_REQUESTS));
    var solution = solve(work.challenge());
    assertThat(refusal(solved(solution))).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    clock.pass(Duration.ofSeconds(60));
    IntStream.range(0, 10).forEach(_ -> admit(signedIn("oLi")));
    assertThatCode(() -> admit(solved(solution))).doesNotThrowAnyException();
  }

  private void admit(ServerHttpRequest request) {
    admission.admit(request).block();
  }

  private ProblemType refusal(ServerHttpRequest request) {
    return problemOf(() -> admit(request)).type();
  }

  private ServerHttpRequest signedIn(String openid) {
    return from("192.0.2.1")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + wechat.issue(openid).token())
        .build();
  }

  private static ServerHttpRequest solved(String solution) {
    return from("192.0.2.1").header("X-Altcha", solution).build();
  }

  private static MockServerHttpRequest.BodyBuilder from(String source) {
    return MockServerHttpRequest.post("/api/v1/mailboxes")
        .remoteAddress(new InetSocketAddress(source, 40_000));
  }

  private String solve(ProofOfWork.Challenge challenge) {
    try {
      var found =
          Altcha.solveChallenge(
              challenge.challenge(),
              challenge.salt(),
              Altcha.Algorithm.SHA256,
              challenge.maxnumber(),
              0);
      return payload(challenge, challenge.salt(), found.number);
    } catch (Exception broken) {
      throw new AssertionError("ALTCHA's library cannot solve our challenge", broken);
    }
  }

  private String payload(ProofOfWork.Challenge challenge, String salt, long number) {
    var text =
        json.writeValueAsString(
            Map.of(
                "algorithm",
                challenge.algorithm(),
                "challenge",
                challenge.challenge(),
                "number",
                number,
                "salt",
                salt,
                "signature",
                challenge.signature(),
                "took",
                12));
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
