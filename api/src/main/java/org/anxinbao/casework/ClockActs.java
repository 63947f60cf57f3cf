package org.anxinbao.casework;

import static java.util.Objects.requireNonNull;

import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.Clock.Mark;
import org.anxinbao.casework.HistoryRepository.Event;
import org.anxinbao.casework.TipRepository.Sealed;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a clock does to a tip when its day has come; within the transaction that holds the tip. */
@Component
class ClockActs {
  static final String WARNED = "WARNED";
  static final String OVERDUE = "OVERDUE";
  static final String ESCALATED = "ESCALATE";
  static final String EXTERNALISED = "EXTERNALISED";
  static final String RESUMED = "RESUMED";

  private final ClockRepository dates;
  private final TipRepository tips;
  private final HistoryRepository history;
  private final Waking waking;
  private final Exclusions exclusions;
  private final TipReader reader;
  private final Trail trail;
  private final Outbox outbox;
  private final Today today;

  ClockActs(
      ClockRepository dates,
      TipRepository tips,
      HistoryRepository history,
      Waking waking,
      Exclusions exclusions,
      TipReader reader,
      Trail trail,
      Outbox outbox,
      Today today) {
    this.dates = dates;
    this.tips = tips;
    this.history = history;
    this.waking = waking;
    this.exclusions = exclusions;
    this.reader = reader;
    this.trail = trail;
    this.outbox = outbox;
    this.today = today;
  }

  Mono<Void> act(Sealed row) {
    var tip = row.tip();
    return switch (reader.clocks().step(tip)) {
      case NOTHING -> dates.storeDates(reader.clocks().dated(tip));
      case WARN -> warn(tip);
      case MARK -> overdue(tip);
      case ESCALATE -> escalate(row);
      case EXTERNALISE -> externalise(row);
      case RESUME -> store(tip, reader.casework().resumed(tip), RESUMED);
    };
  }

  /** Nobody's state changes, so that an officer who is about to decide is not told that it did. */
  private Mono<Void> warn(Tip tip) {
    var warned = tip.with(tip.timing().marked(Mark.WARNED));
    return dates.storeDates(reader.clocks().dated(warned)).then(announce(tip, WARNED));
  }

  private Mono<Void> overdue(Tip tip) {
    return store(tip, missed(tip), OVERDUE);
  }

  private Mono<Void> escalate(Sealed row) {
    var tip = row.tip();
    var escalated =
        above(row)
            .delayUntil(office -> waking.wake(tip.id(), office))
            .map(_ -> missed(tip).with(tip.offices().escalate()));
    return orOnlyOverdue(tip, escalated, ESCALATED);
  }

  private Mono<Void> externalise(Sealed row) {
    var outside =
        above(row)
            .flatMap(office -> waking.takeOutside(row.tip(), office))
            .map(reader.casework()::taken);
    return orOnlyOverdue(row.tip(), outside, EXTERNALISED);
  }

  /** Whoever reads on from now: never an office that the reporter keeps away. */
  private Mono<String> above(Sealed row) {
    var office = requireNonNull(row.tip().offices().supervising());
    return Mono.fromSupplier(() -> exclusions.open(row.excluded(), row.tip().id()))
        .filter(excluded -> !excluded.contains(office))
        .map(_ -> office);
  }

  /** Where nobody can be woken the tip is overdue all the same. */
  private Mono<Void> orOnlyOverdue(Tip tip, Mono<Tip> changed, String kind) {
    return changed
        .flatMap(next -> store(tip, next, OVERDUE, kind).thenReturn(true))
        .onErrorResume(
            SealBroken.class,
            _ ->
                trail
                    .append(Entry.bySystem(kind, tip.id()).failed("SEAL_BROKEN"))
                    .thenReturn(false))
        .defaultIfEmpty(false)
        .flatMap(done -> done ? Mono.empty() : overdue(tip));
  }

  private static Tip missed(Tip tip) {
    return tip.with(tip.timing().marked(Mark.MISSED));
  }

  /** The last of these is what led to the tip's new status. */
  private Mono<Void> store(Tip before, Tip after, String... kinds) {
    var next = reader.clocks().dated(after.with(after.counters().noted(kinds.length)));
    return Flux.range(0, kinds.length)
        .concatMap(
            i -> {
              var status = i == kinds.length - 1 ? next.status() : before.status();
              var number = before.counters().sequence() + 1 + i;
              var epoch = before.counters().epoch();
              return history
                  .add(
                      before.id(),
                      new Event(number, today.date(), kinds[i], status, null, null, epoch, null))
                  .then(announce(before, kinds[i]));
            })
        .then(tips.store(next));
  }

  private Mono<Void> announce(Tip tip, String kind) {
    return trail.append(Entry.bySystem(kind, tip.id())).then(outbox.add(kind, tip.id()));
  }
}
