package org.anxinbao.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What one account or one source tried of late. An attempt counts from the moment it is let in, so
 * that a hundred at once cannot all pass before the first of them has failed; a success takes it
 * back. No clock inside; not safe for threads by itself.
 */
final class FailureLog {
  /** The exponent at which a delay has passed every useful length: 1, 2, 4, … 1024 s. */
  private static final int STEPS = 10;

  private final int free;
  private final Duration window;
  private final Duration longest;
  private final ArrayDeque<Instant> attempts = new ArrayDeque<>();
  private Instant lastSlot = Instant.MIN;

  /**
   * @param free attempts that are not delayed
   */
  FailureLog(int free, Duration window, Duration longest) {
    this.free = free;
    this.window = window;
    this.longest = longest;
  }

  /** When an attempt made now would be let in: delayed ones queue one behind the other. */
  Instant nextSlot(Instant now) {
    forget(now);
    if (attempts.size() < free) {
      return now;
    }
    var doubled = Duration.ofSeconds(1L << Math.min(attempts.size() - free, STEPS));
    var delay = doubled.compareTo(longest) < 0 ? doubled : longest;
    return (lastSlot.isAfter(now) ? lastSlot : now).plus(delay);
  }

  /** From when on an attempt would not have to wait longer than the longest delay. */
  Instant freeAgain(Instant now) {
    return lastSlot.isAfter(now) ? lastSlot : now;
  }

  void reserve(Instant slot) {
    attempts.addLast(slot);
    if (attempts.size() > free + STEPS) {
      attempts.removeFirst();
    }
    if (slot.isAfter(lastSlot)) {
      lastSlot = slot;
    }
  }

  /** The attempt was none, or it succeeded. */
  void takeBack(Instant slot) {
    attempts.removeLastOccurrence(slot);
  }

  void clear() {
    attempts.clear();
    lastSlot = Instant.MIN;
  }

  private void forget(Instant now) {
    var horizon = now.minus(window);
    attempts.removeIf(attempt -> attempt.isBefore(horizon));
  }
}
