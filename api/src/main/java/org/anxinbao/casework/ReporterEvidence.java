package org.anxinbao.casework;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Problem;
import org.anxinbao.web.Problem.FieldError;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files that wait in a mailbox under the receipt's key, to be moved under a tip's. */
@Component
public class ReporterEvidence {
  private final EvidenceRepository files;
  private final ReceiptSeal seal;
  private final Trail trail;

  ReporterEvidence(EvidenceRepository files, ReceiptSeal seal, Trail trail) {
    this.files = files;
    this.seal = seal;
    this.trail = trail;
  }

  /** A file that waits, and what is known of it. */
  public record Waiting(UUID id, EvidenceContent content) {}

  /** Sealed for the time until it belongs to a tip. */
  public byte[] seal(UUID id, EvidenceContent content, Receipt receipt, YearMonth month) {
    return seal.seal(content, receipt, month, EvidenceContent.upload(id));
  }

  /** The file, if it waits complete in this mailbox. */
  public Mono<Waiting> find(Receipt receipt, UUID id) {
    return files
        .uploads(receipt.mailbox().hash(), List.of(id))
        .map(file -> waiting(file, receipt))
        .next()
        .onErrorResume(SealBroken.class, _ -> damaged("OPEN_EVIDENCE"));
  }

  /**
   * Whether the files that wait leave room for one more.
   *
   * @param pointer to what is refused with 422 if they do not
   */
  public Mono<Void> room(Receipt receipt, long bytes, String pointer) {
    return files
        .uploads(receipt.mailbox().hash())
        .map(file -> waiting(file, receipt))
        .collectList()
        .doOnNext(files -> refuseTooLarge(bytes + together(files), pointer))
        .onErrorResume(SealBroken.class, _ -> damaged("OPEN_EVIDENCE"))
        .then();
  }

  /**
   * The files in the order asked for, or a 422 that points at each one that is not this mailbox's,
   * or at all of them where they are too large together.
   */
  public Mono<List<Waiting>> open(Receipt receipt, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Mono.just(List.of());
    }
    return files
        .uploads(receipt.mailbox().hash(), ids)
        .collectList()
        .map(
            found -> {
              refuseUnknown(ids, found);
              return found.stream()
                  .map(file -> waiting(file, receipt))
                  .sorted(comparingInt(file -> ids.indexOf(file.id())))
                  .toList();
            })
        .doOnNext(found -> refuseTooLarge(together(found), "/evidence"))
        .onErrorResume(SealBroken.class, _ -> damaged("OPEN_EVIDENCE"));
  }

  /** What does not open is recorded, and answered as damaged. */
  public <T> Mono<T> damaged(String action) {
    return trail
        .appendAlone(Entry.byReporter(action, null).failed("SEAL_BROKEN"))
        .then(Mono.error(() -> Problem.of(ProblemType.DAMAGED_RECORD)));
  }

  private static long together(List<Waiting> files) {
    return files.stream().mapToLong(file -> file.content().bytes()).sum();
  }

  private static void refuseTooLarge(long bytes, String pointer) {
    if (bytes > TipLimits.CURRENT.tipBytes()) {
      throw Problem.field(ProblemType.UNPROCESSABLE, pointer, "too-large-together");
    }
  }

  private static void refuseUnknown(List<UUID> ids, List<EvidenceRepository.File> found) {
    var known = found.stream().map(EvidenceRepository.File::id).collect(toSet());
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < ids.size(); i++) {
      if (!known.contains(ids.get(i))) {
        errors.add(new FieldError("/evidence/" + i, "unknown-evidence"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.of(ProblemType.UNPROCESSABLE, errors);
    }
  }

  Mono<Void> bind(OpenTip open, Receipt receipt, List<UUID> ids) {
    return open(receipt, ids)
        .flatMap(found -> found.isEmpty() ? Mono.just(found) : besideThoseOf(open, found))
        .flatMapMany(Flux::fromIterable)
        .concatMap(
            file ->
                files.bind(
                    file.id(),
                    receipt.mailbox().hash(),
                    open.id(),
                    open.tip().counters().epoch(),
                    open.seal(file.content(), EvidenceContent.field(file.id()), 0)))
        .all(bound -> bound)
        .flatMap(
            all ->
                all
                    ? Mono.empty()
                    : Mono.error(
                        Problem.field(ProblemType.UNPROCESSABLE, "/evidence", "unknown-evidence")));
  }

  private Mono<List<Waiting>> besideThoseOf(OpenTip open, List<Waiting> found) {
    return files
        .ofTip(open.id())
        .collectList()
        .map(
            bound -> {
              var before = bound.stream().mapToLong(file -> open.open(file).bytes()).sum();
              refuseTooLarge(before + together(found), "/evidence");
              return found;
            });
  }

  private Waiting waiting(EvidenceRepository.File file, Receipt receipt) {
    var sealed = file.sealed();
    if (sealed == null) {
      throw new SealBroken();
    }
    var where = EvidenceContent.upload(file.id());
    return new Waiting(file.id(), seal.open(sealed, receipt, where, EvidenceContent.class));
  }
}
