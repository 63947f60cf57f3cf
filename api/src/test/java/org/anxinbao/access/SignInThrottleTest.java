package org.anxinbao.access;

import static org.anxinbao.access.Fixtures.LIMITS;
import static org.anxinbao.access.Fixtures.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.anxinbao.access.SignInThrottle.Attempt;
import org.anxinbao.web.ProblemType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P14")
class SignInThrottleTest {
  private static final String OFFICE = "192.0.2.1";

  private final HandClock clock = new HandClock("2026-11-20T02:00:00Z");
  private final SignInThrottle throttle = new SignInThrottle(LIMITS, new Pseudonyms(clock), clock);

  @Test
  void shouldNotDelayTheFirstFiveFailures() {
    assertThat(delays("li", 5)).containsOnly(0L);
  }

  @Test
  void shouldDoubleTheDelayOfEveryFurtherAttemptUpToHalfAMinute() {
    fail("li", 5);
    assertThat(delays("li", 8)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void shouldQueueParallelAttemptsAndRefuseWhoWouldWaitTooLong() {
    fail("li", 5);
    var waits = new ArrayList<Long>();
    for (var i = 0; i < 4; i++) {
      waits.add(throttle.reserve("li", OFFICE).delay().toSeconds());
    }
    assertThat(waits).containsExactly(1L, 3L, 7L, 15L);
    var refused = problemOf(() -> throttle.reserve("li", OFFICE));
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void shouldLetARefusedCallerInAfterTheTimeItWasTold() {
    fail("li", 5);
    IntStream.range(0, 4).forEach(_ -> throttle.reserve("li", OFFICE));
    var refused = problemOf(() -> throttle.reserve("li", OFFICE));
    clock.pass(java.util.Objects.requireNonNull(refused.retryAfter()));
    assertThat(throttle.reserve("li", OFFICE).delay()).isLessThanOrEqualTo(LIMITS.longestDelay());
  }

  @Test
  void shouldNotCountWhatItRefused() {
    fail("li", 5);
    IntStream.range(0, 4).forEach(_ -> throttle.reserve("li", OFFICE));
    IntStream.range(0, 50).forEach(_ -> problemOf(() -> throttle.reserve("li", OFFICE)));
    clock.pass(Duration.ofMinutes(10).plusSeconds(16));
    assertThat(throttle.reserve("li", OFFICE).delay()).isZero();
  }

  @Test
  void shouldTakeTheSameAccountInAnyCase() {
    fail("LI", 3);
    fail("li", 2);
    assertThat(delays("Li", 1)).containsExactly(1L);
  }

  @Test
  void shouldNotDelayAnotherAccountOfTheSameSourceBeforeThirtyFailures() {
    fail("li", 5);
    assertThat(delays("wang", 1)).containsExactly(0L);
  }

  @Test
  void shouldDelayASourceThatTriesManyAccounts() {
    IntStream.range(0, 30).forEach(i -> fail("member-" + i, 1));
    assertThat(delays("wang", 1)).containsExactly(1L);
    assertThat(throttle.reserve("zhao", "198.51.100.7").delay()).isZero();
  }

  @Test
  void shouldForgetTheAccountsFailuresAfterASuccess() {
    fail("li", 6);
    var attempt = attempt("li");
    throttle.succeeded(attempt);
    assertThat(delays("li", 5)).containsOnly(0L);
  }

  @Test
  void shouldNotForgetTheSourcesFailuresAfterASuccess() {
    IntStream.range(0, 30).forEach(i -> fail("member-" + i, 1));
    throttle.succeeded(attempt("wang"));
    assertThat(delays("wang", 1)).containsExactly(1L);
  }

  @Test
  void shouldNotCountAnAttemptWhosePassphraseWasNeverLookedAt() {
    IntStream.range(0, 20).forEach(_ -> throttle.unchecked(attempt("li")));
    assertThat(delays("li", 1)).containsExactly(0L);
  }

  @Test
  void shouldForgetFailuresAfterTenMinutes() {
    fail("li", 5);
    clock.pass(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(delays("li", 5)).containsOnly(0L);
  }

  private void fail(String username, int times) {
    IntStream.range(0, times).forEach(_ -> attempt(username));
  }

  private ArrayList<Long> delays(String username, int times) {
    var delays = new ArrayList<Long>();
    for (var i = 0; i < times; i++) {
      delays.add(attempt(username).delay().toSeconds());
    }
    return delays;
  }

  /** One that waits its turn and is not taken back. */
  private Attempt attempt(String username) {
    var attempt = throttle.reserve(username, OFFICE);
    clock.pass(attempt.delay());
    return attempt;
  }
}
