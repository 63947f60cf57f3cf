package org.anxinbao.access;

import static org.anxinbao.access.Fixtures.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.Tokens;
import org.anxinbao.web.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

@Tag("P12")
class TokensOfCallersTest {
  private final HandClock clock = new HandClock("2026-11-20T02:00:00Z");
  private Permits permits;
  private WechatSessions wechat;
  private StaffCookie cookie;

  @BeforeEach
  void openKeyring(@TempDir Path keys) {
    var tokens = new Tokens(Keyring.open(keys));
    permits = new Permits(tokens, clock);
    wechat = new WechatSessions(tokens, clock);
    cookie = new StaffCookie(tokens, clock);
  }

  @Test
  void shouldPermitOneMailboxForADay() {
    var mine = Receipt.random().mailbox();
    var permit = permits.issue(mine.hash());
    assertThat(permits.check(permit).isFor(mine)).isTrue();
    assertThat(permits.check(permit).isFor(Receipt.random().mailbox())).isFalse();
    clock.pass(Duration.ofHours(24));
    assertThat(problemOf(() -> permits.check(permit)).type())
        .isEqualTo(ProblemType.PERMIT_REQUIRED);
  }

  @Test
  void shouldKeepAWechatSessionForTwoHours() {
    var issued = wechat.issue("oCanaryOpenid");
    assertThat(wechat.openid(issued.token())).isEqualTo("oCanaryOpenid");
    assertThat(issued.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
    clock.pass(Duration.ofHours(2));
    assertThat(problemOf(() -> wechat.openid(issued.token())).type())
        .isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  @Tag("P4")
  void shouldShowTheOpenidToNobodyWhoReadsTheToken() {
    var issued = wechat.issue("oCanaryOpenid");
    for (var part : issued.token().split("\\.", -1)) {
      assertThat(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
          .doesNotContain("oCanaryOpenid");
    }
    assertThat(issued).asString().doesNotContain(issued.token());
  }

  @Test
  void shouldRefuseATokenOfAnotherKind() {
    var permit = permits.issue(Receipt.random().mailbox().hash());
    var session = wechat.issue("oCanaryOpenid").token();
    var staff = cookie.of(SessionSecret.random()).getValue();
    assertThat(problemOf(() -> wechat.openid(permit)).type())
        .isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(problemOf(() -> wechat.openid(staff)).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(problemOf(() -> permits.check(session)).type())
        .isEqualTo(ProblemType.PERMIT_REQUIRED);
    assertThat(cookie.read(carrying(permit))).isEmpty();
    assertThat(cookie.read(carrying(session))).isEmpty();
    assertThat(cookie.read(carrying(staff))).isPresent();
  }

  @Test
  void shouldRefuseAnUnsignedToken() {
    var claims = Base64.getUrlEncoder().withoutPadding();
    var none =
        claims.encodeToString(
                "{\"alg\":\"none\",\"typ\":\"PERMIT\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + claims.encodeToString(
                "{\"c\":{\"mailbox\":\"AA\"},\"exp\":9999999999}".getBytes(StandardCharsets.UTF_8))
            + ".";
    assertThat(problemOf(() -> permits.check(none)).type()).isEqualTo(ProblemType.PERMIT_REQUIRED);
    assertThat(cookie.read(carrying(none))).isEmpty();
  }

  @Test
  void shouldRefuseACookieAfterTwelveHours() {
    var request = carrying(cookie.of(SessionSecret.random()).getValue());
    clock.pass(Duration.ofHours(12));
    assertThat(cookie.read(request)).isEmpty();
  }

  @Test
  void shouldReadTheSchemeInAnyCase() {
    var request =
        MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, "rEcEiPt  ABC").build();
    assertThat(Callers.credentials(request, "Receipt")).contains("ABC");
    assertThat(Callers.credentials(request, "Bearer")).isEmpty();
  }

  private static ServerHttpRequest carrying(String token) {
    return MockServerHttpRequest.get("/admin/api/v1/staff/me")
        .cookie(new org.springframework.http.HttpCookie(StaffCookie.NAME, token))
        .build();
  }
}
