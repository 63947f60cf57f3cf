package org.anxinbao.intake;

import java.util.List;
import java.util.Optional;
import org.anxinbao.access.Permit;
import org.anxinbao.casework.Mailboxes;
import org.anxinbao.casework.ReporterEvidence;
import org.anxinbao.casework.Submissions;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes a tip: checked, routed, sealed and handed to casework. A repetition is known by its
 * fingerprint.
 */
@Service
class SubmissionService {
  /** Whether this request stored the tip, or found that it had been stored before. */
  enum Taken {
    NOW,
    BEFORE
  }

  private final Submissions submissions;
  private final Mailboxes mailboxes;
  private final ReporterEvidence evidence;
  private final Sealing sealing;
  private final Directory directory;
  private final Today today;

  SubmissionService(
      Submissions submissions,
      Mailboxes mailboxes,
      ReporterEvidence evidence,
      Sealing sealing,
      Directory directory,
      Today today) {
    this.submissions = submissions;
    this.mailboxes = mailboxes;
    this.evidence = evidence;
    this.sealing = sealing;
    this.directory = directory;
    this.today = today;
  }

  Mono<Taken> take(Receipt receipt, Optional<Permit> permit, TipRequest request) {
    TipCheck.check(request, directory.current(), today.date());
    var fingerprint = sealing.fingerprint(request, receipt);
    var before = before(receipt, fingerprint);
    if (permit.filter(given -> given.isFor(receipt.mailbox())).isEmpty()) {
      return before.switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.PERMIT_REQUIRED)));
    }
    if (request.files().isEmpty()) {
      return store(receipt, request, fingerprint, List.of());
    }
    return before.switchIfEmpty(
        Mono.defer(
            () ->
                evidence
                    .open(receipt, request.files())
                    .flatMap(files -> store(receipt, request, fingerprint, files))
                    // gone, perhaps, because the same request was stored a moment ago
                    .onErrorResume(
                        SubmissionService::isUnprocessable,
                        gone -> before.switchIfEmpty(Mono.error(gone)))));
  }

  private static boolean isUnprocessable(Throwable failure) {
    return failure instanceof Problem problem && problem.type() == ProblemType.UNPROCESSABLE;
  }

  private Mono<Taken> store(
      Receipt receipt,
      TipRequest request,
      byte[] fingerprint,
      List<ReporterEvidence.Waiting> files) {
    var known = directory.current();
    var date = today.date();
    var to = Destination.of(request, known, date);
    return submissions
        .store(sealing.seal(request, receipt, fingerprint, to, files, known, date))
        .flatMap(
            stored ->
                stored
                    ? Mono.just(Taken.NOW)
                    : before(receipt, fingerprint)
                        .switchIfEmpty(
                            Mono.error(
                                () ->
                                    Problem.field(
                                        ProblemType.UNPROCESSABLE,
                                        "/evidence",
                                        "unknown-evidence"))));
  }

  /** Empty where the mailbox has no tip; 409 where it has another. */
  private Mono<Taken> before(Receipt receipt, byte[] fingerprint) {
    return Mono.defer(() -> mailboxes.repeats(receipt.mailbox().hash(), fingerprint))
        .flatMap(
            same ->
                same
                    ? Mono.just(Taken.BEFORE)
                    : Mono.error(() -> Problem.of(ProblemType.CONFLICT)));
  }
}
