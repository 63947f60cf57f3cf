package org.anxinbao.intake;

import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.anxinbao.access.Permit;
import org.anxinbao.access.UploadQuota;
import org.anxinbao.casework.EvidenceContent;
import org.anxinbao.casework.EvidenceProblems;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.casework.Mailboxes;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.intake.EvidenceController.Uploaded;
import org.anxinbao.seal.Receipt;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.storage.Stored;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Language;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores a file for a mailbox: its row first, then its object, then what opens it, sealed into the
 * row.
 */
@Service
class UploadService {
  private final EvidenceStore store;
  private final EvidenceRepository files;
  private final ReporterEvidence waiting;
  private final Mailboxes mailboxes;
  private final UploadQuota quota;
  private final UploadRemoval removal;
  private final Today today;

  UploadService(
      EvidenceStore store,
      EvidenceRepository files,
      ReporterEvidence waiting,
      Mailboxes mailboxes,
      UploadQuota quota,
      UploadRemoval removal,
      Today today) {
    this.store = store;
    this.files = files;
    this.waiting = waiting;
    this.mailboxes = mailboxes;
    this.quota = quota;
    this.removal = removal;
    this.today = today;
  }

  /** Who has a tip in the mailbox needs no permit any more. */
  Mono<Void> admitted(Receipt receipt, Optional<Permit> permit) {
    if (permit.filter(given -> given.isFor(receipt.mailbox())).isPresent()) {
      return Mono.empty();
    }
    return mailboxes
        .inUse(receipt.mailbox().hash())
        .filter(used -> used)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.PERMIT_REQUIRED)))
        .then();
  }

  Mono<Uploaded> store(Receipt receipt, Language language, Flux<ByteBuffer> upload) {
    var id = UUID.randomUUID();
    var object = EvidenceStore.newName();
    var mailbox = receipt.mailbox().hash();
    return Mono.defer(
        () -> {
          quota.begin(receipt.mailbox());
          // the row is written even if the client goes now: only then can it be taken back
          var announced = files.announce(id, mailbox, today.date(), object).toFuture();
          return Mono.fromFuture(announced, true)
              .filter(room -> room)
              .switchIfEmpty(
                  Mono.error(() -> Problem.field(ProblemType.UNPROCESSABLE, "/file", "too-many")))
              .doOnError(refused -> quota.giveBack(receipt.mailbox()))
              .flatMap(room -> store(receipt, id, object, upload))
              .map(content -> Uploaded.of(id, content, language))
              .doOnCancel(
                  () ->
                      Mono.fromFuture(announced, true)
                          .then(files.disown(id))
                          .onErrorComplete()
                          .subscribe());
        });
  }

  private Mono<EvidenceContent> store(
      Receipt receipt, UUID id, String object, Flux<ByteBuffer> upload) {
    var counted = upload.doOnNext(bytes -> quota.send(receipt.mailbox(), bytes.remaining()));
    return store
        .store(object, counted)
        .onErrorMap(StorageProblem.class, EvidenceProblems::of)
        .delayUntil(stored -> waiting.room(receipt, stored.bytes(), "/file"))
        .flatMap(stored -> Detached.from(complete(receipt, id, object, stored)))
        .onErrorResume(error -> Detached.from(forget(id, object)).then(Mono.error(error)));
  }

  Mono<Void> remove(Receipt receipt, UUID id) {
    return Detached.from(
        files
            .abandon(receipt.mailbox().hash(), id)
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
            .flatMap(store::delete)
            .then(removal.parts(id))
            .then(files.removeUnfinished(id))
            .onErrorMap(StorageProblem.class, EvidenceProblems::of));
  }

  /** A row that a broken connection took away meanwhile takes its object along. */
  private Mono<EvidenceContent> complete(Receipt receipt, UUID id, String object, Stored stored) {
    var content = EvidenceContent.of(stored);
    var sealed = waiting.seal(id, content, receipt, YearMonth.from(today.date()));
    return files
        .complete(id, sealed)
        .filter(kept -> kept)
        .switchIfEmpty(
            store.delete(object).then(Mono.error(() -> Problem.of(ProblemType.UNAVAILABLE))))
        .thenReturn(content);
  }

  /**
   * The object before its row; where the store is away the row stays for the sweep, as nobody's.
   */
  private Mono<Void> forget(UUID id, String object) {
    return store
        .delete(object)
        .then(files.removeUnfinished(id))
        .onErrorResume(storeAway -> files.disown(id))
        .onErrorComplete();
  }
}
