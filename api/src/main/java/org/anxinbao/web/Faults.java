package org.anxinbao.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Hooks;

/**
 * Writes unexpected failures to the log as types and places in the code: an exception's message may
 * hold what somebody wrote. What a reporter's call ran into is not logged by the minute (P21): it
 * is counted, and written when ten have met the same fault, when the day is over or at shutdown.
 */
@Component
class Faults implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);
  private static final int ENOUGH = 10;
  private static final int MOST_KINDS = 200;

  private final Map<String, Integer> counts = new HashMap<>();
  private final Today today;
  private LocalDate day;

  Faults(Today today) {
    this.today = today;
    this.day = today.date();
    // what fails after the answer, or after the caller has gone, is told like the rest
    Hooks.onErrorDropped(this::noteDropped);
  }

  private void noteDropped(Throwable failure) {
    if (!isOfTheCaller(failure)) {
      count("after the answer: " + FramesOnly.summary(failure));
    }
  }

  void note(ServerWebExchange exchange, Throwable failure) {
    var why = failure instanceof Problem known ? known.reason() : FramesOnly.summary(failure);
    if (why == null || isOfTheCaller(failure)) {
      return;
    }
    var where = place(exchange) + ": " + why;
    if (ofStaff(exchange)) {
      log.error("A request failed at {}", where);
    } else {
      count(where);
    }
  }

  /** Who goes away is no fault of ours; a part that goes away is. */
  private static boolean isOfTheCaller(Throwable failure) {
    return !Outage.isOne(failure)
        && DisconnectedClientHelper.isClientDisconnectedException(failure);
  }

  private synchronized void count(String where) {
    if (!today.date().equals(day) || counts.size() >= MOST_KINDS) {
      writeAll();
    }
    if (counts.merge(where, 1, Integer::sum) >= ENOUGH) {
      counts.remove(where);
      log.error("{} requests failed at {}", ENOUGH, where);
    }
  }

  @Override
  public synchronized void destroy() {
    writeAll();
  }

  private void writeAll() {
    counts.forEach((where, count) -> log.error("{} requests failed at {}", count, where));
    counts.clear();
    day = today.date();
  }

  /** The route's pattern, which holds no identifier. */
  private static String place(ServerWebExchange exchange) {
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "no route" : exchange.getRequest().getMethod() + " " + pattern;
  }

  private static boolean ofStaff(ServerWebExchange exchange) {
    return Paths.STAFF.matches(exchange.getRequest().getPath().pathWithinApplication());
  }
}
