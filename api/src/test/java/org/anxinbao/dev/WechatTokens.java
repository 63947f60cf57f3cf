package org.anxinbao.dev;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as WeChat counts them. Stable: the same one until five minutes before its end;
 * forced, a new one, at most 20 times a day and not within 30 seconds. Classic: a new one each
 * time, the former dies, at most 2,000 a day. The two kinds do not touch each other.
 */
final class WechatTokens {
  private static final Duration LIFE = Duration.ofSeconds(7200);
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
  private static final int FORCED_A_DAY = 20;
  private static final int CLASSIC_A_DAY = 2000;

  private record Token(String text, Instant expiresAt) {}

  private final Clock clock;
  private @Nullable Token stable;
  private @Nullable Token classic;
  private Instant lastForced = Instant.EPOCH;
  private Instant day = Instant.EPOCH;
  private int forced;
  private int asked;

  WechatTokens(Clock clock) {
    this.clock = clock;
  }

  synchronized WechatAnswer stable(boolean forceRefresh) {
    newDay();
    var now = clock.instant();
    var current = stable;
    if (forceRefresh && now.isAfter(lastForced.plus(BETWEEN_FORCED))) {
      if (++forced > FORCED_A_DAY) {
        return WechatAnswer.error(45009, "reach max api daily quota limit");
      }
      lastForced = now;
      current = null;
    }
    if (current == null || now.isAfter(current.expiresAt().minus(AHEAD))) {
      current = make(now);
    }
    stable = current;
    return answer(current, now);
  }

  synchronized WechatAnswer classic() {
    newDay();
    if (++asked > CLASSIC_A_DAY) {
      return WechatAnswer.error(45009, "reach max api daily quota limit");
    }
    var now = clock.instant();
    var made = make(now);
    classic = made;
    return answer(made, now);
  }

  /** Nothing if the token is good, else the error. */
  synchronized @Nullable WechatAnswer refuse(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return WechatAnswer.error(41001, "access_token missing");
    }
    for (var known : new @Nullable Token[] {stable, classic}) {
      if (known != null && known.text().equals(token)) {
        return clock.instant().isBefore(known.expiresAt())
            ? null
            : WechatAnswer.error(42001, "access_token expired");
      }
    }
    return WechatAnswer.error(40001, "invalid credential, access_token is invalid or not latest");
  }

  private void newDay() {
    var now = clock.instant();
    if (now.isAfter(day.plus(Duration.ofDays(1)))) {
      day = now;
      forced = 0;
      asked = 0;
    }
  }

  private static Token make(Instant now) {
    var bytes = new byte[96];
    new SecureRandom().nextBytes(bytes);
    return new Token("8_" + Base64.getUrlEncoder().encodeToString(bytes), now.plus(LIFE));
  }

  private static WechatAnswer answer(Token token, Instant now) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", token.text());
    members.put("expires_in", Duration.between(now, token.expiresAt()).toSeconds());
    return WechatAnswer.json(members);
  }
}
