package org.anxinbao.casework;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.IdentityRequest.Asked;
import org.anxinbao.casework.IdentityRequest.Asker;
import org.anxinbao.casework.IdentityRequest.State;
import org.anxinbao.casework.IdentityViews.OfficeRequest;
import org.anxinbao.casework.IdentityViews.ReleasedIdentity;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.Duty;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The office's side of a release: asks for the name, and reads what a custodian released. */
@Service
class IdentityService {
  private final TipKeys keys;
  private final IdentityRepository rows;
  private final IdentitySeals seals;
  private final Identities identities;
  private final Directory directory;
  private final Outbox outbox;
  private final Trail trail;
  private final Attempts attempts;
  private final TransactionalOperator transaction;
  private final Today today;

  IdentityService(
      TipKeys keys,
      IdentityRepository rows,
      IdentitySeals seals,
      Identities identities,
      Directory directory,
      Outbox outbox,
      Trail trail,
      Attempts attempts,
      TransactionalOperator transaction,
      Today today) {
    this.keys = keys;
    this.rows = rows;
    this.seals = seals;
    this.identities = identities;
    this.directory = directory;
    this.outbox = outbox;
    this.trail = trail;
    this.attempts = attempts;
    this.transaction = transaction;
    this.today = today;
  }

  /** The tip's row is held meanwhile, so that one member asks once. */
  Mono<OfficeRequest> ask(Member by, UUID tip, String reason) {
    var entry = Entry.byMember(by, "REQUEST_IDENTITY", tip);
    return Detached.from(
        attempts.recorded(
            entry,
            keys.openLocked(by, tip)
                .flatMap(
                    open ->
                        rows.ofTip(tip)
                            .collectList()
                            .flatMap(before -> ask(open, before, by, reason)))
                .delayUntil(_ -> trail.append(entry))
                .delayUntil(_ -> outbox.add("REQUEST_IDENTITY", tip))
                .as(transaction::transactional)));
  }

  private Mono<OfficeRequest> ask(
      OpenTip open, List<IdentityRequest> before, Member by, String reason) {
    var given = open.row().identity() != null;
    var refusal = IdentityRules.asking(open.tip(), given, before, TipReader.officer(by));
    if (refusal.isPresent()) {
      return Mono.error(Problem.of(ProblemType.CONFLICT).with("reason", refusal.get()));
    }
    var request = request(open, by, reason);
    return rows.add(request).then(Mono.fromSupplier(() -> identities.view(open, request, by)));
  }

  private IdentityRequest request(OpenTip open, Member by, String reason) {
    var id = UUID.randomUUID();
    var custodian = requireNonNull(open.row().custodian());
    var custody = directory.current().publicKey(custodian, Duty.CUSTODY).orElseThrow();
    var asked = new Asked(reason, by.id(), by.organisation(), by.key().publicKey().bytes());
    return new IdentityRequest(
        id,
        open.id(),
        custodian,
        new Asker(by.id(), by.organisation(), by.name()),
        open.tip().counters().epoch(),
        State.OPEN,
        today.date(),
        null,
        null,
        seals.ask(open, id, asked, custody));
  }

  /** For who asked, while it lasts: no release and no such tip are the same 404. */
  Mono<ReleasedIdentity> read(Member by, UUID tip) {
    var entry = Entry.byMember(by, "READ_IDENTITY", tip);
    return attempts.recorded(
        entry,
        keys.open(by, tip)
            .flatMap(open -> rows.release(tip, by).map(found -> released(open, found, by)))
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
            .delayUntil(_ -> trail.append(entry))
            .as(transaction::transactional));
  }

  private ReleasedIdentity released(OpenTip open, IdentityRepository.Release found, Member by) {
    var name = seals.released(found.sealed(), open, found.request(), by.key());
    return new ReleasedIdentity(
        name.name(), name.phone(), requireNonNull(found.request().expiresAt()));
  }
}
