package org.anxinbao.seal;

import static java.util.Objects.requireNonNull;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwt;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens (jjwt): JWE {@code dir}+A256GCM where the content is secret, JWS HS256 where it is not.
 * Each kind has its own derived key and says its kind; a token of another kind, expired, changed or
 * "alg: none" is refused. The {@code kid} names the key's generation.
 */
public final class Tokens {
  public enum Kind {
    STAFF_SESSION,
    WECHAT_SESSION,
    PERMIT,
    CHALLENGE;

    private boolean secret() {
      return this == STAFF_SESSION || this == WECHAT_SESSION;
    }
  }

  /** Far more than any of ours has; a longer one is not parsed. */
  private static final int LONGEST = 8192;

  /** Ours sit under one name, so that none can pass for {@code exp} or another of RFC 7519's. */
  private static final String CLAIMS = "c";

  // The library looks for its JSON writer in every jar: now, not on an event loop at the first
  // token.
  static {
    Jwts.builder().subject("").signWith(Jwts.SIG.HS256.key().build()).compact();
  }

  private record KeyName(Kind kind, int generation) {}

  private final Keyring keyring;
  private final Map<KeyName, SecretKey> keys = new ConcurrentHashMap<>();
  private final Map<Kind, JwtParser> parsers =
      Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, this::parser));

  public Tokens(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * STAFF_SESSION and WECHAT_SESSION are encrypted, PERMIT and CHALLENGE signed (permit key). Whole
   * seconds: the token ends no later than {@code now + life}.
   */
  public String issue(Kind kind, Map<String, String> claims, Instant now, Duration life) {
    int generation = generations(kind).newest().number();
    var token =
        Jwts.builder()
            .header()
            .type(kind.name())
            .keyId(Integer.toString(generation))
            .and()
            .claim(CLAIMS, claims)
            .expiration(Date.from(now.plus(life)));
    SecretKey key = key(kind, generation);
    return kind.secret()
        ? token.encryptWith(key, Jwts.KEY.DIRECT, Jwts.ENC.A256GCM).compact()
        : token.signWith(key, Jwts.SIG.HS256).compact();
  }

  /**
   * The claims of a token of this kind that has not expired at {@code now}.
   *
   * @throws InvalidToken for every cause alike
   */
  public Map<String, String> parse(Kind kind, String token, Instant now) {
    if (token.length() > LONGEST) {
      throw new InvalidToken();
    }
    try {
      JwtParser parser = requireNonNull(parsers.get(kind));
      Jwt<?, Claims> jwt =
          kind.secret() ? parser.parseEncryptedClaims(token) : parser.parseSignedClaims(token);
      Claims claims = jwt.getPayload();
      if (!kind.name().equals(jwt.getHeader().getType())
          || !now.isBefore(claims.getExpiration().toInstant())) {
        throw new InvalidToken();
      }
      Map<String, String> ours = new LinkedHashMap<>();
      claims
          .get(CLAIMS, Map.class)
          .forEach((name, value) -> ours.put((String) name, (String) value));
      return ours;
    } catch (KeyringBroken e) {
      throw e;
    } catch (RuntimeException _) {
      throw new InvalidToken(); // parsers fail in many ways on forged input; a caller sees one
    }
  }

  /** Knows one way each of encrypting and signing, and no compression. */
  @SuppressWarnings("JavaUtilDate") // the library's clock
  private JwtParser parser(Kind kind) {
    return Jwts.parser()
        .keyLocator(header -> key(kind, String.valueOf(header.get("kid"))))
        // Expiry is checked against the caller's clock instead.
        .clock(() -> new Date(0))
        .key()
        .clear()
        .add(Jwts.KEY.DIRECT)
        .and()
        .enc()
        .clear()
        .add(Jwts.ENC.A256GCM)
        .and()
        .sig()
        .clear()
        .add(Jwts.SIG.HS256)
        .and()
        .zip()
        .clear()
        .and()
        .build();
  }

  private Key key(Kind kind, String generation) {
    return key(kind, Integer.parseInt(generation));
  }

  private SecretKey key(Kind kind, int generation) {
    KeyName name = new KeyName(kind, generation);
    SecretKey known = keys.get(name);
    if (known != null) {
      return known;
    }
    byte[] derived =
        generations(kind)
            .key(generation)
            .orElseThrow(InvalidToken::new)
            .derive("anxinbao token " + kind)
            .bytes();
    SecretKey made = new SecretKeySpec(derived, kind.secret() ? "AES" : "HmacSHA256");
    keys.put(name, made);
    return made;
  }

  private Generations generations(Kind kind) {
    return kind.secret() ? keyring.token() : keyring.permit();
  }

  public static final class InvalidToken extends RuntimeException {
    public InvalidToken() {
      super("invalid token", null, false, false);
    }
  }
}
