package org.anxinbao.casework;

import java.util.List;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.TipRepository.Sealed;
import org.anxinbao.web.Today;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets clocks act, once, however many nodes run it: a tip is held while it is looked at, and
 * afterwards has another day to be looked at, or none. What was cut off begins again.
 */
@Component
class ClockSweep {
  private static final Logger log = LoggerFactory.getLogger(ClockSweep.class);
  private static final int AT_ONCE = 50;

  private final ClockRepository clocks;
  private final ClockActs acts;
  private final Trail trail;
  private final TransactionalOperator transaction;
  private final Today today;

  ClockSweep(
      ClockRepository clocks,
      ClockActs acts,
      Trail trail,
      TransactionalOperator transaction,
      Today today) {
    this.clocks = clocks;
    this.acts = acts;
    this.trail = trail;
    this.transaction = transaction;
    this.today = today;
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
  void run() {
    sweep()
        .doOnError(failed -> log.warn("clocks stopped: {}", failed.getClass().getSimpleName()))
        .onErrorComplete()
        .block();
  }

  /** How many tips it looked at. */
  Mono<Long> sweep() {
    return batch()
        .expand(looked -> looked < AT_ONCE ? Mono.empty() : batch())
        .reduce(0L, Long::sum);
  }

  private Mono<Integer> batch() {
    return clocks
        .ripe(today.date(), AT_ONCE)
        .collectList()
        .delayUntil(this::act)
        .map(List::size)
        .as(transaction::transactional);
  }

  private Mono<Void> act(List<Sealed> ripe) {
    return Flux.fromIterable(ripe).concatMap(this::act).then();
  }

  /** A tip that cannot be counted keeps nobody else's clock from acting. */
  private Mono<Void> act(Sealed row) {
    return Mono.defer(() -> acts.act(row))
        .onErrorResume(
            IllegalArgumentException.class,
            _ ->
                trail
                    .append(Entry.bySystem("CLOCK", row.tip().id()).failed("NO_LIMIT"))
                    .then(clocks.putOff(row.tip().id(), today.date().plusDays(1))));
  }
}
