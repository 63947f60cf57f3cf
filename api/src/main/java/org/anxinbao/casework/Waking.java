package org.anxinbao.casework;

import java.time.YearMonth;
import java.util.UUID;
import org.anxinbao.casework.GrantRepository.Grant;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PublicKey;
import org.anxinbao.seal.SealBroken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wakes grants that sleep: needs the server's wake key, and nobody who reads the tip. */
@Component
class Waking {
  private record Awake(Grant grant, byte[] sealed) {}

  private final GrantRepository grants;
  private final MailboxRepository mailboxes;
  private final Grants seals;
  private final Directory directory;
  private final IdentityEnds identityEnds;

  Waking(
      GrantRepository grants,
      MailboxRepository mailboxes,
      Grants seals,
      Directory directory,
      IdentityEnds identityEnds) {
    this.identityEnds = identityEnds;
    this.grants = grants;
    this.mailboxes = mailboxes;
    this.seals = seals;
    this.directory = directory;
  }

  /**
   * The office reads from now on.
   *
   * @return {@link SealBroken}, and nothing is changed, if one of its grants was damaged
   */
  Mono<Void> wake(UUID tip, String office) {
    return grants
        .dormant(tip, office)
        .map(
            grant ->
                new Awake(
                    grant, seals.wake(grant.sealed(), grant.tip(), grant.holder(), grant.epoch())))
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(awake -> grants.wake(awake.grant(), awake.sealed()))
        .then();
  }

  /**
   * The competent department takes an internal report over. What follows has a key that the
   * enterprise is not given. Empty if the department has no key any more.
   */
  Mono<Tip> takeOutside(Tip tip, String department) {
    return Mono.justOrEmpty(directory.current().publicKey(department, Duty.CASE))
        .flatMap(
            to ->
                wake(tip.id(), department)
                    .then(grants.latestEpoch(tip.id()))
                    .map(latest -> latest + 1)
                    .delayUntil(epoch -> begin(tip, epoch, department, to))
                    .delayUntil(_ -> identityEnds.lapse(tip.id()))
                    .map(
                        epoch ->
                            tip.with(tip.offices().outside(department))
                                .with(tip.counters().inEpoch(epoch))));
  }

  private Mono<Void> begin(Tip tip, int epoch, String department, PublicKey to) {
    var key = DataKey.random();
    return give(tip, epoch, key, department, to)
        .then(
            mailboxes
                .publicKey(tip.id())
                .flatMap(reporter -> give(tip, epoch, key, ReporterKeys.HOLDER, reporter)));
  }

  private Mono<Void> give(Tip tip, int epoch, DataKey key, String holder, PublicKey to) {
    var receivedOn = tip.facts().receivedOn();
    var sealed = seals.seal(key, to, tip.id(), holder, epoch, YearMonth.from(receivedOn));
    return grants.add(new Grant(tip.id(), holder, epoch, sealed), false, receivedOn);
  }
}
