package org.anxinbao.intake;

import static java.util.stream.Collectors.toSet;

import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.anxinbao.access.UploadQuota;
import org.anxinbao.casework.EvidenceProblems;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.casework.ReceiptSeal;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.intake.UploadsController.UploadProgress;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files that come in parts, in any order and over more than one connection. Every part is a sealed
 * object of the same size; nothing of an upload is kept by the node.
 */
@Service
class PartedUploads {
  private final EvidenceStore store;
  private final EvidenceRepository files;
  private final PartRepository parts;
  private final UploadRemoval removal;
  private final ReporterEvidence waiting;
  private final ReceiptSeal seal;
  private final UploadQuota quota;
  private final TransactionalOperator transaction;
  private final Today today;

  PartedUploads(
      EvidenceStore store,
      EvidenceRepository files,
      PartRepository parts,
      UploadRemoval removal,
      ReporterEvidence waiting,
      ReceiptSeal seal,
      UploadQuota quota,
      TransactionalOperator transaction,
      Today today) {
    this.store = store;
    this.files = files;
    this.parts = parts;
    this.removal = removal;
    this.waiting = waiting;
    this.seal = seal;
    this.quota = quota;
    this.transaction = transaction;
    this.today = today;
  }

  /** From now on it is one of the mailbox's files. */
  Mono<UploadProgress> begin(Receipt receipt, long bytes) {
    if (bytes < 1) {
      return Mono.error(Problem.field(ProblemType.UNPROCESSABLE, "/bytes", "out-of-range"));
    }
    if (bytes > TipLimits.CURRENT.largestFile()) {
      return Mono.error(Problem.field(ProblemType.TOO_LARGE, "/bytes", "out-of-range"));
    }
    return waiting
        .room(receipt, bytes, "/bytes")
        .then(Mono.defer(() -> announced(receipt, UploadContent.of(bytes))));
  }

  private Mono<UploadProgress> announced(Receipt receipt, UploadContent upload) {
    quota.begin(receipt.mailbox());
    var id = UUID.randomUUID();
    var month = YearMonth.from(today.date());
    var sealed = seal.seal(upload, receipt, month, UploadContent.where(id));
    return Detached.from(
        files
            .announce(id, receipt.mailbox().hash(), today.date(), EvidenceStore.newName())
            .filter(room -> room)
            .switchIfEmpty(
                Mono.error(() -> Problem.field(ProblemType.UNPROCESSABLE, "", "too-many")))
            .then(parts.begin(id, sealed))
            .as(transaction::transactional)
            .doOnError(refused -> quota.giveBack(receipt.mailbox()))
            .then(Mono.fromSupplier(() -> UploadProgress.of(id, upload, Set.of()))));
  }

  Mono<UploadProgress> progress(Receipt receipt, UUID id) {
    return find(receipt, id)
        .flatMap(upload -> present(id).map(there -> UploadProgress.of(id, upload, there)));
  }

  /** Again is no error, and changes nothing. */
  Mono<Void> put(Receipt receipt, UUID id, long offset, long announced, Flux<ByteBuffer> body) {
    return find(receipt, id)
        .flatMap(
            upload -> {
              if (!upload.begins(offset)) {
                throw Problem.field(ProblemType.UNPROCESSABLE, "/path/offset", "out-of-range");
              }
              int length = upload.lengthAt(offset);
              if (announced >= 0 && announced != length) {
                throw wrongLength();
              }
              quota.send(receipt.mailbox(), length);
              var part = exactly(length, body);
              return present(id)
                  .flatMap(
                      there ->
                          there.contains(offset)
                              ? part.then()
                              : keep(receipt, id, offset, upload.keyAt(offset), part));
            });
  }

  private Mono<Void> keep(
      Receipt receipt, UUID id, long offset, byte[] key, Flux<ByteBuffer> part) {
    var object = EvidenceStore.newName();
    return Detached.from(parts.announce(id, receipt.mailbox().hash(), offset, object))
        .filter(there -> there)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .then(
            store
                .keep(object, key, UploadContent.PART_BYTES, part)
                .onErrorMap(StorageProblem.class, EvidenceProblems::of))
        .then(Detached.from(Mono.defer(() -> kept(id, offset, object))))
        .onErrorResume(
            failed ->
                Detached.from(removal.object(object).onErrorComplete()).then(Mono.error(failed)));
  }

  private Mono<Void> kept(UUID id, long offset, String object) {
    return parts
        .complete(object)
        .filter(first -> !first)
        .flatMap(
            late ->
                removal
                    .object(object)
                    .onErrorComplete()
                    .then(present(id))
                    .filter(there -> there.contains(offset))
                    .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND))))
        .then();
  }

  Mono<Void> remove(Receipt receipt, UUID id) {
    return find(receipt, id).flatMap(upload -> Detached.from(removal.discard(id)));
  }

  /** One that is under way: 404 for every other alike. */
  Mono<UploadContent> find(Receipt receipt, UUID id) {
    return parts
        .find(id, receipt.mailbox().hash())
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .map(row -> seal.open(row, receipt, UploadContent.where(id), UploadContent.class))
        .onErrorResume(SealBroken.class, _ -> waiting.damaged("OPEN_UPLOAD"));
  }

  private Mono<Set<Long>> present(UUID id) {
    return parts.parts(id).map(PartRepository.Part::offset).collect(toSet());
  }

  private static Flux<ByteBuffer> exactly(int length, Flux<ByteBuffer> body) {
    return Flux.defer(
        () -> {
          var came = new AtomicInteger();
          return body.doOnNext(
                  bytes -> {
                    if (came.addAndGet(bytes.remaining()) > length) {
                      throw wrongLength();
                    }
                  })
              .concatWith(
                  Mono.defer(() -> came.get() < length ? Mono.error(wrongLength()) : Mono.empty()));
        });
  }

  private static Problem wrongLength() {
    return Problem.field(ProblemType.UNPROCESSABLE, "/body", "wrong-length");
  }
}
