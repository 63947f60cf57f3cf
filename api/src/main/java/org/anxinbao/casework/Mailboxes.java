package org.anxinbao.casework;

import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.UUID;
import org.anxinbao.casework.MailboxRepository.Mailbox;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Opens a tip with the receipt. A receipt that never was and one that ended take the same work and
 * the same answer.
 */
@Service
public class Mailboxes {
  private final MailboxRepository mailboxes;
  private final TipRepository tips;
  private final GrantRepository grants;
  private final HistoryRepository history;
  private final EvidenceRepository evidence;
  private final IdentityRepository identities;
  private final ReporterKeys reporterKeys;
  private final TipKeys keys;
  private final Decoy decoy;

  Mailboxes(
      MailboxRepository mailboxes,
      TipRepository tips,
      GrantRepository grants,
      HistoryRepository history,
      EvidenceRepository evidence,
      IdentityRepository identities,
      ReporterKeys reporterKeys,
      Grants seals,
      TipKeys keys) {
    this.mailboxes = mailboxes;
    this.tips = tips;
    this.grants = grants;
    this.history = history;
    this.evidence = evidence;
    this.identities = identities;
    this.reporterKeys = reporterKeys;
    this.keys = keys;
    this.decoy = new Decoy(seals);
  }

  /** Whether a tip is stored here that was made of the same request; empty if there is none. */
  public Mono<Boolean> repeats(byte[] mailbox, byte[] fingerprint) {
    return mailboxes
        .find(mailbox)
        .map(stored -> MessageDigest.isEqual(stored.fingerprint(), fingerprint));
  }

  /** Whether the mailbox has a tip already, so that what follows needs no permit. */
  public Mono<Boolean> inUse(byte[] mailbox) {
    return mailboxes.find(mailbox).hasElement();
  }

  Mono<OpenTip> open(Receipt receipt) {
    return open(receipt, false);
  }

  Mono<OpenTip> openLocked(Receipt receipt) {
    return open(receipt, true);
  }

  private Mono<OpenTip> open(Receipt receipt, boolean locked) {
    return mailboxes
        .find(receipt.mailbox().hash())
        .flatMap(mailbox -> open(mailbox, receipt, locked))
        .switchIfEmpty(Mono.defer(this::nobody));
  }

  private Mono<OpenTip> open(Mailbox mailbox, Receipt receipt, boolean locked) {
    var tip = mailbox.tip();
    return (locked ? tips.lock(tip) : tips.find(tip))
        .zipWith(grants.active(tip, ReporterKeys.HOLDER).collectList())
        .map(
            both -> {
              var key = reporterKeys.unwrap(mailbox.wrappedKey(), receipt, tip);
              var opened = new HashMap<Integer, DataKey>();
              both.getT2().forEach(grant -> opened.put(grant.epoch(), keys.open(grant, key)));
              return keys.with(both.getT1(), opened);
            })
        .onErrorMap(SealBroken.class, _ -> new DamagedTip(tip));
  }

  /** The same questions to the database and the same openings as for a real one. */
  private Mono<OpenTip> nobody() {
    return Mono.zip(
            tips.find(decoy.tip).hasElement(),
            grants.active(decoy.tip, ReporterKeys.HOLDER).hasElements(),
            history.events(decoy.tip).hasElements(),
            history.messages(decoy.tip).hasElements(),
            evidence.ofTip(decoy.tip).hasElements(),
            identities.ofTip(decoy.tip).hasElements())
        .flatMap(
            found -> {
              decoy.open();
              return Mono.error(Problem.of(ProblemType.UNAUTHENTICATED));
            });
  }

  /** A tip that is nobody's, made anew at each start. */
  private static final class Decoy {
    private final UUID tip = UUID.randomUUID();
    private final Receipt receipt = Receipt.random();
    private final PrivateKey key = PrivateKey.generate();
    private final Grants seals;
    private final byte[] wrapped;
    private final byte[] grant;
    private final byte[] body;

    Decoy(Grants seals) {
      this.seals = seals;
      var dataKey = DataKey.random();
      var where = Context.tip(tip, ReporterKeys.HOLDER, 0);
      wrapped = key.wrap(receipt.wrappingKey(), where);
      grant =
          seals.seal(dataKey, key.publicKey(), tip, ReporterKeys.HOLDER, 0, YearMonth.of(2000, 1));
      body = dataKey.seal(new byte[600], tip, TipContent.FIELD, 0);
    }

    void open() {
      var where = Context.tip(tip, ReporterKeys.HOLDER, 0);
      var mine = PrivateKey.unwrap(wrapped, receipt.wrappingKey(), where);
      seals.open(grant, mine, tip, ReporterKeys.HOLDER, 0).open(body, tip, TipContent.FIELD, 0);
    }
  }
}
