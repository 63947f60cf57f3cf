package org.anxinbao.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.anxinbao.intake.SurveyRepository.Pass;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.web.Today;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares the object store with the tables, page by page in the order of names: what no row knows
 * is removed, what a tip misses is counted. A page is a transaction that holds the pass: one node
 * works at a time, and another goes on where it stopped.
 */
@Component
class Survey {
  private static final Logger log = LoggerFactory.getLogger(Survey.class);

  /** A row is there before its object; so much more for clocks that differ and slow uploads. */
  private static final Duration YOUNG = Duration.ofHours(48);

  private static final int AT_ONCE = 8;

  private final SurveyRepository passes;
  private final EvidenceStore store;
  private final TransactionalOperator transaction;
  private final Today today;
  private final Clock clock;

  Survey(
      SurveyRepository passes,
      EvidenceStore store,
      TransactionalOperator transaction,
      Today today,
      Clock clock) {
    this.passes = passes;
    this.store = store;
    this.transaction = transaction;
    this.today = today;
    this.clock = clock;
  }

  /** One pass a day; goes on with one that was stopped. Keeps no other task waiting. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void daily() {
    passes
        .finished()
        .map(last -> last.counted().on().isBefore(today.date()))
        .defaultIfEmpty(true)
        .filter(due -> due)
        .flatMap(due -> passes.start(today.date()))
        .then(run())
        .onErrorComplete()
        .subscribe();
  }

  /** Until the pass is at its end, or somebody else is at it. */
  Mono<Void> run() {
    return page()
        .repeat()
        .takeWhile(more -> more)
        .then()
        .doOnError(failed -> log.warn("survey stopped: {}", failed.getClass().getSimpleName()))
        .onErrorComplete();
  }

  /** False where there is nothing more to do. */
  Mono<Boolean> page() {
    return passes
        .take()
        .flatMap(pass -> page(pass.after()).flatMap(page -> settle(pass, page)))
        .as(transaction::transactional)
        .doOnNext(Survey::report)
        .map(finished -> finished.isEmpty())
        .defaultIfEmpty(false);
  }

  /**
   * Rows first: an object stored since then is young, a row written since then is not asked for.
   */
  private Mono<SurveyPage> page(String after) {
    return passes
        .objects(after, EvidenceStore.PAGE)
        .collectList()
        .flatMap(
            records ->
                store
                    .page(after)
                    .map(
                        objects ->
                            SurveyPage.of(
                                records,
                                objects,
                                EvidenceStore.PAGE,
                                clock.instant().minus(YOUNG))));
  }

  /** The pass, if this was its last page. */
  private Mono<Optional<Pass>> settle(Pass pass, SurveyPage page) {
    if (page.isSuspect()) {
      log.error("most objects are in no row: are bucket and database of one deployment?");
      return Mono.error(new IllegalStateException("suspect"));
    }
    return Flux.fromIterable(page.orphans())
        .flatMap(store::delete, AT_ONCE)
        .then(lost(page.missing()))
        .map(lost -> new Pass(page.through().orElse(""), pass.counted().plus(page, lost)))
        .flatMap(
            next ->
                passes
                    .store(next)
                    .then(
                        page.through().isPresent()
                            ? Mono.just(Optional.<Pass>empty())
                            : passes.finish(today.date()).thenReturn(Optional.of(next))));
  }

  private Mono<Integer> lost(List<String> missing) {
    return missing.isEmpty() ? Mono.just(0) : passes.ofTips(missing);
  }

  private static void report(Optional<Pass> finished) {
    finished.ifPresent(
        pass -> {
          var counted = pass.counted();
          log.info(
              "survey of {} objects: {} of nobody removed", counted.objects(), counted.removed());
          if (counted.lost() > 0) {
            log.error("files of tips without an object: {}", counted.lost());
          }
        });
  }
}
