package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Source;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;

/**
 * How often one source, and one person, may ask for a session or a mailbox, or bring a receipt that
 * opens nothing. Counted in memory under pseudonyms of the day; neither the source nor the openid
 * is kept.
 */
@Service
public class Limits {
  private static final int MOST_KEYS = 100_000;
  private static final int FLOOD = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final LimitProperties limits;
  private final Pseudonyms pseudonyms;
  private final Function<ServerHttpRequest, String> source;
  private final Clock clock;
  private final Cache<String, Bucket> sources = cache(MINUTE.multipliedBy(2));
  private final Cache<String, Bucket> persons = cache(DAY);
  private final Cache<String, Bucket> unknown = cache(MINUTE.multipliedBy(2));
  private final Cache<String, Bucket> floods = cache(MINUTE.multipliedBy(2));

  @Autowired
  Limits(LimitProperties limits, Pseudonyms pseudonyms, Source source, Clock clock) {
    this(limits, pseudonyms, source::of, clock);
  }

  Limits(
      LimitProperties limits,
      Pseudonyms pseudonyms,
      Function<ServerHttpRequest, String> source,
      Clock clock) {
    this.limits = limits;
    this.source = source;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
  }

  /**
   * Counts a session or a mailbox of the request's source.
   *
   * @throws Problem 429 with Retry-After when the minute's are used up; it is not counted
   */
  public void session(ServerHttpRequest request) {
    var bucket = sources.get(from(request), _ -> bucket(limits.perSourceAndMinute(), MINUTE));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts a mailbox of the day for the person.
   *
   * @throws Problem 429 with Retry-After until midnight; it is not counted
   */
  void mailbox(String openid) {
    if (!person(openid).tryConsume(1)) {
      throw tooMany(Duration.between(clock.instant(), pseudonyms.endOfDay()));
    }
  }

  /** The mailbox was refused for another reason, which spends nothing. */
  void giveBackMailbox(String openid) {
    person(openid).addTokens(1);
  }

  /**
   * Before a receipt is looked up. Guessing 125 bits needs no limit, the work that a guess costs
   * does: only a source that floods is refused here, so that neighbours behind one address are not.
   *
   * @throws Problem 429 with Retry-After when the source's unknown receipts are ten times too many
   */
  void receipt(ServerHttpRequest request) {
    var probe = flood(request).estimateAbilityToConsume(1);
    if (!probe.canBeConsumed()) {
      throw tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts a receipt that opened nothing.
   *
   * @return 429 with Retry-After in place of the refusal when the minute's are used up
   */
  Optional<Problem> unknownReceipt(ServerHttpRequest request) {
    flood(request).tryConsume(1);
    var bucket = unknown.get(from(request), _ -> steady(limits.unknownReceiptsPerMinute()));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private Bucket flood(ServerHttpRequest request) {
    return floods.get(from(request), _ -> steady((long) FLOOD * limits.unknownReceiptsPerMinute()));
  }

  private String from(ServerHttpRequest request) {
    return pseudonyms.of("source", source.apply(request));
  }

  private Bucket person(String openid) {
    // the pseudonym changes with the day, so that a bucket is never filled again
    return persons.get(pseudonyms.of("openid", openid), _ -> bucket(limits.mailboxesPerDay(), DAY));
  }

  /** Refilled little by little, so that nobody waits for the end of a minute. */
  private Bucket steady(long perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }

  private Bucket bucket(long capacity, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillIntervally(capacity, period))
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }

  private static Problem tooMany(Duration wait) {
    return Problem.retryAfter(ProblemType.TOO_MANY_REQUESTS, wait);
  }

  private static Cache<String, Bucket> cache(Duration life) {
    return Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(life).build();
  }

  /** The application's clock, as bucket4j reads it. */
  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
