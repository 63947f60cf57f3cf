package org.anxinbao.intake;

import static java.util.stream.Collectors.toSet;

import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.anxinbao.casework.EvidenceContent;
import org.anxinbao.casework.EvidenceProblems;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.intake.PartRepository.Part;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.storage.CannotBeCleaned;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.Range;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.storage.Stored;
import org.anxinbao.storage.TooLarge;
import org.anxinbao.storage.UnsupportedMedia;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the parts of a file together and cleans what comes of it. Each attempt writes an object of
 * its own; the first to finish becomes the file, and what the others made is removed.
 */
@Service
class UploadCompletion {
  /**
   * @param now false if it was complete before
   */
  record Completed(EvidenceContent content, boolean now) {}

  private final PartedUploads uploads;
  private final PartRepository parts;
  private final UploadRemoval removal;
  private final EvidenceStore store;
  private final EvidenceRepository files;
  private final ReporterEvidence waiting;
  private final TransactionalOperator transaction;
  private final Today today;

  /** On this node: who asks again meanwhile waits for the same answer. */
  private final ConcurrentMap<String, CompletableFuture<Completed>> underWay =
      new ConcurrentHashMap<>();

  UploadCompletion(
      PartedUploads uploads,
      PartRepository parts,
      UploadRemoval removal,
      EvidenceStore store,
      EvidenceRepository files,
      ReporterEvidence waiting,
      TransactionalOperator transaction,
      Today today) {
    this.uploads = uploads;
    this.parts = parts;
    this.removal = removal;
    this.store = store;
    this.files = files;
    this.waiting = waiting;
    this.transaction = transaction;
    this.today = today;
  }

  /** Goes on also when the client does not wait. */
  Mono<Completed> complete(Receipt receipt, UUID id) {
    return Mono.defer(
        () -> {
          var name = id + HexFormat.of().formatHex(receipt.mailbox().hash());
          var mine = new CompletableFuture<Completed>();
          var other = underWay.putIfAbsent(name, mine);
          if (other == null) {
            before(receipt, id)
                .switchIfEmpty(Mono.defer(() -> putTogether(receipt, id)))
                // parts that are gone may have become the file on another node
                .onErrorResume(
                    failed -> before(receipt, id).switchIfEmpty(Mono.defer(() -> problem(failed))))
                .doFinally(_ -> underWay.remove(name))
                .subscribe(mine::complete, mine::completeExceptionally);
          }
          return Mono.fromFuture(other == null ? mine : other, true);
        });
  }

  private Mono<Completed> before(Receipt receipt, UUID id) {
    return waiting
        .find(receipt, id)
        .delayUntil(_ -> removal.parts(id).onErrorComplete())
        .map(found -> new Completed(found.content(), false));
  }

  private Mono<Completed> putTogether(Receipt receipt, UUID id) {
    return uploads
        .find(receipt, id)
        .zipWith(parts.parts(id).collectList())
        .flatMap(
            both -> {
              var upload = both.getT1();
              var there = both.getT2();
              var missing = upload.missing(there.stream().map(Part::offset).collect(toSet()));
              return missing.isEmpty()
                  ? attempt(receipt, id, whole(upload, there))
                  : Mono.error(Problem.of(ProblemType.CONFLICT).with("missing", missing));
            });
  }

  private Flux<ByteBuffer> whole(UploadContent upload, List<Part> there) {
    return Flux.fromIterable(there)
        .concatMap(
            part ->
                store.open(
                    part.object(),
                    upload.keyAt(part.offset()),
                    new Range(0, upload.lengthAt(part.offset()) - 1L)),
            0);
  }

  private Mono<Completed> attempt(Receipt receipt, UUID id, Flux<ByteBuffer> whole) {
    var object = EvidenceStore.newName();
    return parts
        .announce(id, receipt.mailbox().hash(), null, object)
        .filter(there -> there)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .then(store.store(object, whole))
        .delayUntil(stored -> waiting.room(receipt, stored.bytes(), "/file"))
        .flatMap(stored -> settle(receipt, id, stored))
        .onErrorResume(failed -> undone(id, object, failed));
  }

  private Mono<Completed> settle(Receipt receipt, UUID id, Stored stored) {
    var content = EvidenceContent.of(stored);
    var sealed = waiting.seal(id, content, receipt, YearMonth.from(today.date()));
    var object = stored.objectName();
    return files
        .complete(id, receipt.mailbox().hash(), object, sealed)
        .delayUntil(first -> first ? parts.remove(object) : Mono.empty())
        .as(transaction::transactional)
        .flatMap(
            first ->
                first
                    ? removal.parts(id).onErrorComplete().thenReturn(new Completed(content, true))
                    : removal
                        .object(object)
                        .onErrorComplete()
                        .then(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND))));
  }

  /** A file that cannot be taken takes its parts along; after an outage they are still there. */
  private Mono<Completed> undone(UUID id, String object, Throwable failed) {
    var removed =
        switch (failed) {
          case TooLarge _, UnsupportedMedia _, CannotBeCleaned _ -> removal.discard(id);
          default -> removal.undo(object);
        };
    return removed.then(Mono.error(failed));
  }

  private Mono<Completed> problem(Throwable failed) {
    var problem = failed instanceof StorageProblem refused ? EvidenceProblems.of(refused) : failed;
    return problem instanceof SealBroken ? waiting.damaged("OPEN_UPLOAD") : Mono.error(problem);
  }
}
