package org.anxinbao.audit;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.anxinbao.audit.CheckpointRepository.Sealed;
import org.anxinbao.audit.Verification.Fault;
import org.anxinbao.audit.Verification.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Recomputes the trail: every entry, every root, the chain, the signatures. */
@Component
class Verifier {
  /** A root that somebody kept from the day when it was published. */
  record KeptRoot(int number, String root) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    boolean hasRoot() {
      return SHA_256.matcher(root).matches();
    }
  }

  /** A checkpoint and the one before it. */
  private record Link(@Nullable Checkpoint before, Sealed sealed) {
    int expected() {
      return before == null ? 1 : before.number() + 1;
    }

    Link to(Sealed next) {
      return new Link(sealed.checkpoint(), next);
    }
  }

  private final EntryRepository entries;
  private final CheckpointRepository checkpoints;

  Verifier(EntryRepository entries, CheckpointRepository checkpoints) {
    this.entries = entries;
    this.checkpoints = checkpoints;
  }

  /**
   * @param published roots kept elsewhere: without one nobody can tell a shortened trail that was
   *     sealed anew from a true one
   */
  Mono<Verification> verify(byte[] publicKey, List<KeptRoot> published) {
    var kept =
        published.stream().collect(toMap(KeptRoot::number, KeptRoot::root, (one, other) -> one));
    return checkpoints
        .last()
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            last ->
                firstFault(publicKey, kept)
                    .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(cutOff(last, kept))))
                    .map(fault -> new Verification(false, day(last), fault))
                    .defaultIfEmpty(new Verification(true, day(last), null)));
  }

  private Mono<Fault> firstFault(byte[] publicKey, Map<Integer, String> kept) {
    return checkpoints
        .all()
        .map(first -> new Link(null, first))
        .scan((before, next) -> before.to(next.sealed()))
        .concatMap(link -> fault(link, publicKey, kept))
        .next();
  }

  private Mono<Fault> fault(Link link, byte[] publicKey, Map<Integer, String> kept) {
    var checkpoint = link.sealed().checkpoint();
    int number = link.expected();
    if (checkpoint.number() != number) {
      return Mono.just(new Fault(number, Kind.MISSING));
    }
    var before = link.before();
    if (before == null ? !checkpoint.beginsTheChain() : !checkpoint.follows(before)) {
      return Mono.just(new Fault(number, Kind.CHAIN));
    }
    if (!checkpoint.isSignedBy(publicKey)) {
      return Mono.just(new Fault(number, Kind.SIGNATURE));
    }
    if (!kept.getOrDefault(number, checkpoint.root()).equals(checkpoint.root())) {
      return Mono.just(new Fault(number, Kind.PUBLISHED));
    }
    return holds(link).filter(holds -> !holds).map(broken -> new Fault(number, Kind.ENTRIES));
  }

  private Mono<Boolean> holds(Link link) {
    var checkpoint = link.sealed().checkpoint();
    return entries
        .ofDay(checkpoint.day())
        .map(StoredEntry::leaf)
        .collectList()
        .publishOn(Schedulers.boundedElastic())
        .map(leaves -> DayTree.of(leaves, link.sealed().filling()))
        .filter(tree -> HexFormat.of().formatHex(tree.root()).equals(checkpoint.root()))
        .flatMap(tree -> link.before() == null ? nothingBefore(checkpoint) : Mono.just(true))
        .defaultIfEmpty(false);
  }

  private Mono<Boolean> nothingBefore(Checkpoint first) {
    return entries.firstDay().map(day -> !day.isBefore(first.day())).defaultIfEmpty(true);
  }

  private static Optional<Fault> cutOff(Optional<Checkpoint> last, Map<Integer, String> kept) {
    int end = last.map(Checkpoint::number).orElse(0);
    return kept.keySet().stream()
        .filter(number -> number > end)
        .min(Comparator.naturalOrder())
        .map(number -> new Fault(number, Kind.MISSING));
  }

  private static @Nullable LocalDate day(Optional<Checkpoint> last) {
    return last.map(Checkpoint::day).orElse(null);
  }
}
