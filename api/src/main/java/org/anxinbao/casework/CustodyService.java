package org.anxinbao.casework;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.IdentityRequest.State;
import org.anxinbao.casework.IdentityViews.CustodyRequest;
import org.anxinbao.directory.DutyKeys;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The custodian's side of a release: reads reasons and decides; never reads a tip. */
@Service
class CustodyService {
  /** How long a released name can be read. */
  static final Duration RELEASED = Duration.ofHours(72);

  private static final String LIST = "LIST_IDENTITY_REQUESTS";

  /**
   * @param reason may be left out of an approval
   */
  record Decision(boolean approve, @Nullable String reason) {
    String action() {
      return approve ? "APPROVE_IDENTITY" : "REFUSE_IDENTITY";
    }

    State state() {
      return approve ? State.APPROVED : State.REFUSED;
    }
  }

  private final DutyKeys keys;
  private final IdentityRepository rows;
  private final IdentitySeals seals;
  private final Outbox outbox;
  private final Trail trail;
  private final Attempts attempts;
  private final TransactionalOperator transaction;
  private final Clock clock;
  private final Today today;

  CustodyService(
      DutyKeys keys,
      IdentityRepository rows,
      IdentitySeals seals,
      Outbox outbox,
      Trail trail,
      Attempts attempts,
      TransactionalOperator transaction,
      Clock clock,
      Today today) {
    this.keys = keys;
    this.rows = rows;
    this.seals = seals;
    this.outbox = outbox;
    this.trail = trail;
    this.attempts = attempts;
    this.transaction = transaction;
    this.clock = clock;
    this.today = today;
  }

  Mono<List<CustodyRequest>> page(
      Member by, @Nullable State state, @Nullable Cursor after, int limit) {
    return attempts.recorded(
        Entry.byMember(by, LIST, null),
        custody(by)
            .flatMap(
                mine ->
                    rows.page(by.organisation(), state, after, limit)
                        .concatMap(request -> item(request, mine, by))
                        .collectList())
            .defaultIfEmpty(List.of()));
  }

  /** What does not open is recorded, and shown without its words. */
  private Mono<CustodyRequest> item(IdentityRequest request, List<PrivateKey> mine, Member by) {
    try {
      return Mono.just(view(request, seals.key(request, mine)));
    } catch (SealBroken _) {
      return trail
          .appendAlone(Entry.byMember(by, LIST, request.id()).failed("SEAL_BROKEN"))
          .thenReturn(view(request, null, null));
    }
  }

  /** A request of another custodian and none are the same 404. */
  Mono<CustodyRequest> decide(Member by, UUID id, Decision decision) {
    return Detached.from(
        attempts.recorded(
            Entry.byMember(by, decision.action(), id),
            rows.lock(id, by.organisation())
                .delayUntil(request -> rows.alive(id).flatMap(alive -> check(request, alive, by)))
                .flatMap(
                    request -> custody(by).flatMap(mine -> decide(request, mine, by, decision)))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
                .as(transaction::transactional)));
  }

  private static Mono<Void> check(IdentityRequest request, boolean alive, Member by) {
    return IdentityRules.deciding(request, alive, by.id())
        .map(why -> Mono.<Void>error(Problem.of(ProblemType.CONFLICT).with("reason", why)))
        .orElseGet(Mono::empty);
  }

  private Mono<CustodyRequest> decide(
      IdentityRequest request, List<PrivateKey> mine, Member by, Decision decision) {
    var id = request.id();
    var key = seals.key(request, mine);
    var reason = decision.reason();
    var sealed = reason == null ? null : seals.decided(reason, request, key);
    return rows.decided(id, decision.state(), today.date(), sealed)
        .then(decision.approve() ? release(request, key, mine) : Mono.empty())
        .then(trail.append(Entry.byMember(by, decision.action(), request.tip())))
        .then(outbox.add(decision.action(), request.tip()))
        .then(rows.lock(id, by.organisation()))
        .map(decided -> view(decided, key));
  }

  private Mono<Void> release(IdentityRequest request, DataKey key, List<PrivateKey> mine) {
    return rows.add(
        request.id(), clock.instant().plus(RELEASED), seals.release(request, key, mine));
  }

  /** The organisation's keys that this custodian holds; empty for one who was not let in yet. */
  private Mono<List<PrivateKey>> custody(Member by) {
    return keys.openAll(by, Duty.CUSTODY).collectList().filter(mine -> !mine.isEmpty());
  }

  private CustodyRequest view(IdentityRequest request, DataKey key) {
    return view(request, seals.asked(request, key).reason(), seals.decided(request, key));
  }

  private static CustodyRequest view(
      IdentityRequest request, @Nullable String reason, @Nullable String decision) {
    return new CustodyRequest(
        request.id(),
        request.state(),
        request.askedOn(),
        request.by().organisation(),
        request.by().name(),
        reason,
        request.decidedOn(),
        decision,
        request.expiresAt());
  }
}
