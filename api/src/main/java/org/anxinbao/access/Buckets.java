package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;

/** Counters in memory, by the application's clock. */
record Buckets(Clock clock) {
  private static final int MOST_KEYS = 100_000;

  /** Refilled little by little, so that nobody waits for the end of a period. */
  Bucket steady(long capacity, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }

  /** Refilled at the end of each period. */
  Bucket whole(long capacity, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillIntervally(capacity, period))
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }

  static Cache<String, Bucket> cache(Duration life) {
    return Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(life).build();
  }

  static Problem tooMany(Duration wait) {
    return Problem.retryAfter(ProblemType.TOO_MANY_REQUESTS, wait);
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
