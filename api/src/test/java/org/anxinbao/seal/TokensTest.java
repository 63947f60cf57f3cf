package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Jwts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.anxinbao.seal.Tokens.InvalidToken;
import org.anxinbao.seal.Tokens.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P12")
class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, String> CLAIMS = Map.of("member", "li", "exp", "never", "空", "");

  private final Path directory = Rings.directory();
  private final Keyring ring = Keyring.open(directory);
  private final Tokens tokens = new Tokens(ring);

  @ParameterizedTest
  @EnumSource
  void shouldGiveBackItsClaims(Kind kind) {
    assertThat(tokens.parse(kind, issue(kind), NOW)).isEqualTo(CLAIMS);
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndOnTime(Kind kind) {
    String token = issue(kind);
    tokens.parse(kind, token, NOW.plus(HOUR).minusMillis(1));
    refuses(kind, token, NOW.plus(HOUR));
    refuses(kind, token, NOW.plus(Duration.ofDays(9000)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotPassForAnotherKind(Kind kind) {
    for (Kind other : Kind.values()) {
      if (other != kind) {
        refuses(other, issue(kind), NOW);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotPassWithAnythingChanged(Kind kind) {
    String token = issue(kind);
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'Q' : 'A';
      refuses(kind, token.substring(0, at) + other + token.substring(at + 1), NOW);
    }
    refuses(kind, token.substring(0, token.length() - 4), NOW);
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotPassOnAnotherKeyring(Kind kind) {
    String foreign = new Tokens(Rings.fresh()).issue(kind, CLAIMS, NOW, HOUR);
    refuses(kind, foreign, NOW);
  }

  @ParameterizedTest
  @EnumSource
  void shouldSurviveRotation(Kind kind) {
    String old = issue(kind);
    Keyring rotating = Keyring.open(directory);
    rotating.rotate("token");
    rotating.rotate("permit");
    Tokens rotated = new Tokens(rotating);
    String young = rotated.issue(kind, CLAIMS, NOW, HOUR);
    assertThat(header(young)).contains("\"kid\":\"2\"");
    assertThat(rotated.parse(kind, old, NOW)).isEqualTo(CLAIMS);
    assertThat(tokens.parse(kind, young, NOW)).isEqualTo(CLAIMS);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAlgNone(Kind kind) {
    String unsecured =
        Jwts.builder()
            .header()
            .type(kind.name())
            .keyId("1")
            .and()
            .claim("c", CLAIMS)
            .expiration(Date.from(NOW.plus(HOUR)))
            .compact();
    refuses(kind, unsecured, NOW);
    String[] signed = issue(Kind.PERMIT).split("\\.", -1);
    String none = base64("{\"alg\":\"none\",\"typ\":\"PERMIT\",\"kid\":\"1\"}");
    refuses(Kind.PERMIT, none + "." + signed[1] + ".", NOW);
    refuses(Kind.PERMIT, none + "." + signed[1] + "." + signed[2], NOW);
    refuses(Kind.PERMIT, signed[0] + "." + signed[1] + ".", NOW);
  }

  /** With the right key even: one kind has one algorithm. */
  @Test
  void shouldRefuseAnotherAlgorithmOrASignedTokenForASecretOne() {
    byte[] key = ring.token().newest().key().derive("anxinbao token STAFF_SESSION").bytes();
    var signed =
        Jwts.builder()
            .header()
            .type("STAFF_SESSION")
            .keyId("1")
            .and()
            .claim("c", CLAIMS)
            .expiration(Date.from(NOW.plus(HOUR)));
    refuses(
        Kind.STAFF_SESSION,
        signed.signWith(new SecretKeySpec(key, "HmacSHA256"), Jwts.SIG.HS256).compact(),
        NOW);
    refuses(
        Kind.STAFF_SESSION,
        Jwts.builder()
            .header()
            .type("STAFF_SESSION")
            .keyId("1")
            .and()
            .claim("c", CLAIMS)
            .expiration(Date.from(NOW.plus(HOUR)))
            .encryptWith(new SecretKeySpec(key, "AES"), Jwts.KEY.A256KW, Jwts.ENC.A256GCM)
            .compact(),
        NOW);
  }

  @Test
  @Tag("P4")
  void shouldHideTheContentOfASession() {
    String token = tokens.issue(Kind.WECHAT_SESSION, Map.of("openid", "oCANARY"), NOW, HOUR);
    for (String part : token.split("\\.", -1)) {
      assertThat(new String(Base64.getUrlDecoder().decode(part), UTF_8)).doesNotContain("CANARY");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "....",
        "a",
        "a.b.c",
        "e30.e30.",
        "e30.e30.e30",
        "e30....",
        "\0",
        "报.安.心",
        "eyJraWQiOiIxIn0.e30.AA",
        "eyJhbGciOiJIUzI1NiIsImtpZCI6WzFdfQ.e30.AA"
      })
  void shouldRefuseNoise(String noise) {
    for (Kind kind : Kind.values()) {
      refuses(kind, noise, NOW);
      refuses(kind, noise + "A".repeat(100_000), NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2", "01x", "../1", "99999999999", "null"})
  void shouldRefuseAGenerationThatIsNone(String generation) {
    String header = base64("{\"typ\":\"PERMIT\",\"kid\":\"" + generation + "\",\"alg\":\"HS256\"}");
    String token = issue(Kind.PERMIT);
    refuses(Kind.PERMIT, header + token.substring(token.indexOf('.')), NOW);
  }

  private String issue(Kind kind) {
    return tokens.issue(kind, CLAIMS, NOW, HOUR);
  }

  private void refuses(Kind kind, String token, Instant now) {
    assertThatThrownBy(() -> tokens.parse(kind, token, now))
        .isInstanceOf(InvalidToken.class)
        .hasMessage("invalid token")
        .hasNoCause();
  }

  private static String header(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new String(json, UTF_8);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
