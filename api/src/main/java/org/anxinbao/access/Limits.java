package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.anxinbao.web.Problem;
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
  private static final int FLOOD = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final LimitProperties limits;
  private final Pseudonyms pseudonyms;
  private final Function<ServerHttpRequest, String> source;
  private final Clock clock;
  private final Buckets buckets;
  private final Cache<String, Bucket> sources = Buckets.cache(MINUTE.multipliedBy(2));
  private final Cache<String, Bucket> persons = Buckets.cache(DAY);
  private final Cache<String, Bucket> unknown = Buckets.cache(MINUTE.multipliedBy(2));
  private final Cache<String, Bucket> floods = Buckets.cache(MINUTE.multipliedBy(2));

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
    this.buckets = new Buckets(clock);
  }

  /**
   * Counts a session or a mailbox of the request's source.
   *
   * @throws Problem 429 with Retry-After when the minute's are used up; it is not counted
   */
  public void session(ServerHttpRequest request) {
    var bucket =
        sources.get(from(request), _ -> buckets.whole(limits.perSourceAndMinute(), MINUTE));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Buckets.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts a mailbox of the day for the person.
   *
   * @throws Problem 429 with Retry-After until midnight; it is not counted
   */
  void mailbox(String openid) {
    if (!person(openid).tryConsume(1)) {
      throw Buckets.tooMany(Duration.between(clock.instant(), pseudonyms.endOfDay()));
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
      throw Buckets.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /**
   * Counts a receipt that opened nothing.
   *
   * @return 429 with Retry-After in place of the refusal when the minute's are used up
   */
  Optional<Problem> unknownReceipt(ServerHttpRequest request) {
    flood(request).tryConsume(1);
    var bucket =
        unknown.get(from(request), _ -> buckets.steady(limits.unknownReceiptsPerMinute(), MINUTE));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Buckets.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private Bucket flood(ServerHttpRequest request) {
    return floods.get(
        from(request),
        _ -> buckets.steady((long) FLOOD * limits.unknownReceiptsPerMinute(), MINUTE));
  }

  private String from(ServerHttpRequest request) {
    return pseudonyms.of("source", source.apply(request));
  }

  private Bucket person(String openid) {
    // the pseudonym changes with the day, so that a bucket is never filled again
    return persons.get(
        pseudonyms.of("openid", openid), _ -> buckets.whole(limits.mailboxesPerDay(), DAY));
  }
}
