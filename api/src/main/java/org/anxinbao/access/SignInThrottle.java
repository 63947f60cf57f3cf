package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Component;

/**
 * Makes guessing slow without locking anybody out: after some failures each further sign-in of the
 * account, or from the source, waits 1, 2, 4 … 30 s. In memory, under pseudonyms of the day.
 */
@Component
class SignInThrottle {
  private static final int MOST_KEYS = 100_000;

  /**
   * A place in the queue. Say how it ended, or it counts as failed.
   *
   * @param at when the attempt may go on
   */
  record Attempt(String account, String source, Instant at, Duration delay) {}

  private final LimitProperties limits;
  private final Pseudonyms pseudonyms;
  private final Clock clock;
  private final Cache<String, FailureLog> logs;

  SignInThrottle(LimitProperties limits, Pseudonyms pseudonyms, Clock clock) {
    this.limits = limits;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.logs =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(limits.failureWindow().plus(limits.longestDelay()))
            .build();
  }

  /**
   * @throws Problem 429 with Retry-After for an attempt that would have to wait too long; it is not
   *     counted
   */
  synchronized Attempt reserve(String username, String source) {
    var account = pseudonyms.of("account", username.toLowerCase(Locale.ROOT));
    var from = pseudonyms.of("source", source);
    var now = clock.instant();
    var ofAccount = log(account, limits.failuresPerAccount());
    var ofSource = log(from, limits.failuresPerSource());
    var slot = later(ofAccount.nextSlot(now), ofSource.nextSlot(now));
    var delay = Duration.between(now, slot);
    if (delay.compareTo(limits.longestDelay()) > 0) {
      var free = later(ofAccount.freeAgain(now), ofSource.freeAgain(now));
      throw Problem.retryAfter(ProblemType.TOO_MANY_REQUESTS, Duration.between(now, free));
    }
    ofAccount.reserve(slot);
    ofSource.reserve(slot);
    return new Attempt(account, from, slot, delay);
  }

  synchronized void succeeded(Attempt attempt) {
    log(attempt.account(), limits.failuresPerAccount()).clear();
    log(attempt.source(), limits.failuresPerSource()).takeBack(attempt.at());
  }

  /** Nothing was checked, so nothing was guessed. */
  synchronized void unchecked(Attempt attempt) {
    log(attempt.account(), limits.failuresPerAccount()).takeBack(attempt.at());
    log(attempt.source(), limits.failuresPerSource()).takeBack(attempt.at());
  }

  private FailureLog log(String key, int free) {
    return logs.get(key, _ -> new FailureLog(free, limits.failureWindow(), limits.longestDelay()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
