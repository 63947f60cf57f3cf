package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.anxinbao.seal.Tokens;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ALTCHA's proof of work: find the number whose SHA-256 after the salt is the challenge. The
 * signature is one of our tokens, so that any node can check it and a key can be rotated. A
 * solution is good once.
 */
@Service
class ProofOfWork {
  private static final String ALGORITHM = "SHA-256";
  private static final String CHALLENGE = "challenge";
  private static final int MOST_SEEN = 1_000_000;
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** What {@code GET /api/v1/challenges} answers, in ALTCHA's own names. */
  record Challenge(
      String algorithm, String challenge, long maxnumber, String salt, String signature) {}

  private final SecureRandom random = new SecureRandom();
  private final Tokens tokens;
  private final LimitProperties limits;
  private final JsonMapper json;
  private final Clock clock;
  private final Cache<String, Boolean> seen;

  ProofOfWork(Tokens tokens, LimitProperties limits, JsonMapper json, Clock clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.json = json;
    this.clock = clock;
    this.seen = Caffeine.newBuilder().expireAfterWrite(limits.challengeLife()).build();
  }

  Challenge challenge() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    // the & keeps digits of the number from moving into the salt
    var salt = HexFormat.of().formatHex(bytes) + "?&";
    var challenge = hash(salt, random.nextLong(limits.challengeMax() + 1));
    var signature =
        tokens.issue(
            Tokens.Kind.CHALLENGE,
            Map.of(CHALLENGE, challenge),
            clock.instant(),
            limits.challengeLife());
    return new Challenge(ALGORITHM, challenge, limits.challengeMax(), salt, signature);
  }

  /**
   * @param solution base64 of ALTCHA's payload {@code {"algorithm","challenge","number","salt",
   *     "signature"}}
   * @return the challenge that was solved
   * @throws Problem 401 {@code unauthenticated} for every cause alike
   */
  String check(String solution) {
    try {
      var payload = json.readTree(Base64.getDecoder().decode(solution));
      var challenge = text(payload, CHALLENGE);
      var signed = tokens.parse(Tokens.Kind.CHALLENGE, text(payload, "signature"), clock.instant());
      if (ALGORITHM.equals(text(payload, "algorithm"))
          && challenge.equals(signed.get(CHALLENGE))
          && challenge.equals(hash(text(payload, "salt"), payload.path("number").asLong(-1)))
          && seen.getIfPresent(challenge) == null) {
        return challenge;
      }
    } catch (JacksonException | IllegalArgumentException | Tokens.InvalidToken invalid) {
      // answered like a wrong number
    }
    throw Problem.of(ProblemType.UNAUTHENTICATED);
  }

  /**
   * Uses the solution up.
   *
   * @throws Problem 401 if somebody else just did; 503 when no more can be remembered
   */
  void use(String challenge) {
    if (seen.estimatedSize() >= MOST_SEEN) {
      throw Problem.retryAfter(ProblemType.UNAVAILABLE, RETRY);
    }
    if (seen.asMap().putIfAbsent(challenge, true) != null) {
      throw Problem.of(ProblemType.UNAUTHENTICATED);
    }
  }

  private static String text(JsonNode payload, String field) {
    return payload.path(field).asString("");
  }

  private static String hash(String salt, long number) {
    try {
      var digest = MessageDigest.getInstance(ALGORITHM);
      return HexFormat.of()
          .formatHex(digest.digest((salt + number).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }
}
