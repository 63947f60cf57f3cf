package org.anxinbao.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.anxinbao.audit.CheckpointRepository.Sealed;
import org.anxinbao.audit.CheckpointRepository.Way;
import org.anxinbao.seal.Keyring;
import org.anxinbao.web.Today;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Puts each day that is over under a signed root. One node works at a time; a day is a transaction,
 * so one that was cut short is begun anew.
 */
@Component
class Sealer {
  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  /** What began before midnight is stored by then, on clocks that differ too. */
  private static final Duration GRACE = Duration.ofHours(1);

  private record Leaf(UUID entry, byte[] hash, boolean acknowledged) {}

  private final EntryRepository entries;
  private final CheckpointRepository checkpoints;
  private final Keyring keyring;
  private final TransactionalOperator transaction;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sealer(
      EntryRepository entries,
      CheckpointRepository checkpoints,
      Keyring keyring,
      TransactionalOperator transaction,
      Clock clock) {
    this.entries = entries;
    this.checkpoints = checkpoints;
    this.keyring = keyring;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
  void run() {
    seal()
        .doOnError(failed -> log.warn("sealer stopped: {}", failed.getClass().getSimpleName()))
        .onErrorComplete()
        .subscribe();
  }

  /** How many days it sealed. */
  Mono<Long> seal() {
    return next().map(done -> true).defaultIfEmpty(false).repeat().takeWhile(more -> more).count();
  }

  private Mono<Checkpoint> next() {
    return checkpoints
        .lock()
        .filter(mine -> mine)
        .flatMap(mine -> checkpoints.last().map(Optional::of).defaultIfEmpty(Optional.empty()))
        .flatMap(
            last ->
                dayAfter(last)
                    .filter(day -> !day.isAfter(lastDayOver()))
                    .flatMap(day -> seal(day, last)))
        .as(transaction::transactional)
        // the log is one more place that remembers a root
        .doOnNext(
            done -> log.info("trail of {} sealed: {} {}", done.day(), done.number(), done.root()));
  }

  /** Days without an entry have a checkpoint too: nothing can be put there later. */
  private Mono<LocalDate> dayAfter(Optional<Checkpoint> last) {
    return last.map(checkpoint -> Mono.just(checkpoint.day().plusDays(1)))
        .orElseGet(entries::firstDay);
  }

  private LocalDate lastDayOver() {
    return LocalDate.ofInstant(clock.instant().minus(GRACE), Today.CHINA).minusDays(1);
  }

  private Mono<Checkpoint> seal(LocalDate day, Optional<Checkpoint> last) {
    var filling = new byte[Sha256.BYTES];
    random.nextBytes(filling);
    return entries
        .ofDay(day)
        .map(entry -> new Leaf(entry.id(), entry.leaf(), entry.digest() != null))
        .collectList()
        .publishOn(Schedulers.boundedElastic())
        .flatMap(
            leaves -> {
              var tree = DayTree.of(leaves.stream().map(Leaf::hash).toList(), filling);
              var checkpoint =
                  sign(
                      last.map(before -> before.next(tree))
                          .orElseGet(() -> Checkpoint.first(day, tree)));
              return checkpoints
                  .add(new Sealed(checkpoint, filling))
                  .then(checkpoints.addWays(checkpoint.number(), ways(leaves, tree)))
                  .thenReturn(checkpoint);
            });
  }

  private Checkpoint sign(Checkpoint.Statement statement) {
    return statement.signed(keyring.signCheckpoint(statement.bytes()));
  }

  private static List<Way> ways(List<Leaf> leaves, DayTree tree) {
    return leaves.stream().filter(Leaf::acknowledged).map(leaf -> way(leaf, tree)).toList();
  }

  private static Way way(Leaf leaf, DayTree tree) {
    int position = tree.position(leaf.hash());
    var path =
        tree.path(position).stream().map(HexFormat.of()::formatHex).collect(Collectors.joining());
    return new Way(leaf.entry(), position, path);
  }
}
