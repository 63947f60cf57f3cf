package org.anxinbao.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Inclusions;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.HistoryRepository.Author;
import org.anxinbao.casework.HistoryRepository.Event;
import org.anxinbao.casework.HistoryRepository.Message;
import org.anxinbao.casework.TipViews.MailboxStep;
import org.anxinbao.casework.TipViews.MailboxView;
import org.anxinbao.casework.TipViews.WrittenTip;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What a reporter does with the receipt: reads, answers, withdraws, burns it. Leaves dates, never a
 * time.
 */
@Service
class MailboxService {
  private final Mailboxes mailboxes;
  private final MailboxRepository rows;
  private final TipRepository tips;
  private final GrantRepository grants;
  private final HistoryRepository history;
  private final EvidenceRepository evidence;
  private final ReporterEvidence uploads;
  private final Identities identities;
  private final IdentityEnds identityEnds;
  private final TipReader reader;
  private final Keyring keyring;
  private final Outbox outbox;
  private final Trail trail;
  private final Inclusions inclusions;
  private final Attempts attempts;
  private final TransactionalOperator transaction;
  private final Today today;

  MailboxService(
      Mailboxes mailboxes,
      MailboxRepository rows,
      TipRepository tips,
      GrantRepository grants,
      HistoryRepository history,
      EvidenceRepository evidence,
      ReporterEvidence uploads,
      Identities identities,
      IdentityEnds identityEnds,
      TipReader reader,
      Keyring keyring,
      Outbox outbox,
      Trail trail,
      Inclusions inclusions,
      Attempts attempts,
      TransactionalOperator transaction,
      Today today) {
    this.mailboxes = mailboxes;
    this.rows = rows;
    this.tips = tips;
    this.grants = grants;
    this.history = history;
    this.evidence = evidence;
    this.uploads = uploads;
    this.identities = identities;
    this.identityEnds = identityEnds;
    this.reader = reader;
    this.keyring = keyring;
    this.outbox = outbox;
    this.trail = trail;
    this.inclusions = inclusions;
    this.attempts = attempts;
    this.transaction = transaction;
    this.today = today;
  }

  Mono<MailboxView> read(Receipt receipt) {
    return attempts.recorded(
        Entry.byReporter("READ_MAILBOX", null),
        mailboxes.open(receipt).flatMap(open -> view(open, receipt)));
  }

  Mono<Void> say(Receipt receipt, String text, List<UUID> files) {
    return act("MESSAGE", receipt, open -> say(open, receipt, text, files));
  }

  Mono<MailboxView> withdraw(Receipt receipt) {
    return act("WITHDRAWN", receipt, this::withdraw).then(Mono.defer(() -> read(receipt)));
  }

  /** Takes the reporter's way to the tip away for good; the tip goes on. */
  Mono<Void> burn(Receipt receipt) {
    return act(
        "BURN",
        receipt,
        open ->
            rows.remove(receipt.mailbox().hash())
                .then(grants.remove(open.id(), ReporterKeys.HOLDER))
                .then(trail.append(Entry.byReporter("BURN", open.id()))));
  }

  /** In one transaction, which ends even if the reporter goes away. */
  private Mono<Void> act(String action, Receipt receipt, Function<OpenTip, Mono<Void>> what) {
    return Detached.from(
        attempts.recorded(
            Entry.byReporter(action, null),
            mailboxes.openLocked(receipt).flatMap(what).as(transaction::transactional)));
  }

  private Mono<Void> say(OpenTip open, Receipt receipt, String text, List<UUID> files) {
    var before = open.tip();
    if (before.status().ended()) {
      return Mono.error(Problem.of(ProblemType.CONFLICT));
    }
    var waited = before.progress().waiting() != null;
    var next = reader.casework().resumed(before).with(before.counters().heard(waited ? 2 : 1, 1));
    var number = next.counters().sequence();
    var sealed = open.seal(new MessageContent(text, files), MessageContent.FIELD, number);
    var message =
        new Message(number, today.date(), Author.REPORTER, before.counters().epoch(), sealed);
    return uploads
        .bind(open, receipt, files)
        .then(history.add(open.id(), message))
        .then(waited ? history.add(open.id(), event(next, number - 1, "ANSWERED")) : Mono.empty())
        .then(tips.store(next))
        .then(trail.append(Entry.byReporter("MESSAGE", open.id())))
        .then(outbox.add("MESSAGE", open.id()));
  }

  private Mono<Void> withdraw(OpenTip open) {
    var casework = reader.casework();
    if (!casework.mayWithdraw(open.tip())) {
      return Mono.error(Problem.of(ProblemType.CONFLICT));
    }
    var next = casework.withdrawn(open.tip()).with(open.tip().counters().heard(1, 0));
    return history
        .add(open.id(), event(next, next.counters().sequence(), "WITHDRAWN"))
        .then(tips.store(next))
        .then(identityEnds.lapse(open.id()))
        .then(trail.append(Entry.byReporter("WITHDRAWN", open.id())))
        .then(outbox.add("WITHDRAWN", open.id()));
  }

  private Event event(Tip after, int number, String kind) {
    return new Event(
        number, today.date(), kind, after.status(), null, null, after.counters().epoch(), null);
  }

  private Mono<MailboxView> view(OpenTip open, Receipt receipt) {
    return Mono.zip(
            history.events(open.id()).collectList(),
            history.messages(open.id()).collectList(),
            evidence.ofTip(open.id()).collectList())
        .flatMap(
            all ->
                Mono.zip(
                        identities.among(steps(open, all.getT1()), open),
                        acknowledgement(open, receipt, all.getT1()))
                    .map(
                        both ->
                            new MailboxView(
                                written(open),
                                open.tip().status(),
                                both.getT1(),
                                reader.casework().due(open.tip()),
                                TipReader.said(open, all.getT2()),
                                null,
                                both.getT2())))
        .onErrorMap(SealBroken.class, _ -> new DamagedTip(open.id()));
  }

  /** Each day's change of status, and not who in the office did what. */
  private static List<MailboxStep> steps(OpenTip open, List<Event> events) {
    var steps = new ArrayList<MailboxStep>();
    for (var event : events) {
      var outside = event.kind().equals(ClockActs.EXTERNALISED);
      if (outside || steps.isEmpty() || steps.getLast().status() != event.status()) {
        var details = event.status() == Status.DECLINED ? open.open(event) : null;
        steps.add(
            new MailboxStep(
                event.on(),
                event.status(),
                details == null ? null : details.reasonCode(),
                outside,
                null));
      }
    }
    return steps;
  }

  private Mono<Acknowledgement> acknowledgement(OpenTip open, Receipt receipt, List<Event> events) {
    var first = events.getFirst();
    var signed =
        Acknowledgement.of(
            keyring, receipt, open.body(), first.on(), String.valueOf(first.organisation()));
    return inclusions.of(open.id(), signed.digest()).map(signed::with).defaultIfEmpty(signed);
  }

  private static WrittenTip written(OpenTip open) {
    var facts = open.tip().facts();
    var content = open.content();
    return new WrittenTip(
        facts.channel(),
        facts.enterprise(),
        facts.area(),
        facts.industry(),
        facts.hazardClass(),
        content.suspectedMajor(),
        content.concealedDeaths(),
        content.observedOn(),
        content.subject(),
        content.place(),
        content.description(),
        content.evidence(),
        content.withheld(),
        content.skipEnterprise(),
        content.wakeIfLate(),
        content.signed());
  }
}
