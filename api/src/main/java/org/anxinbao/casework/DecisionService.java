package org.anxinbao.casework;

import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.casework.Decision.*;
import org.anxinbao.casework.HistoryRepository.Author;
import org.anxinbao.casework.HistoryRepository.Event;
import org.anxinbao.casework.HistoryRepository.Message;
import org.anxinbao.casework.Outcome.Decided;
import org.anxinbao.casework.Outcome.Refused;
import org.anxinbao.web.Detached;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.anxinbao.web.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** An office's acts: loads, decides, stores and audits in one transaction. */
@Service
class DecisionService {
  private final TipKeys keys;
  private final TipRepository tips;
  private final HistoryRepository history;
  private final Handover handover;
  private final TipReader reader;
  private final Outbox outbox;
  private final Trail trail;
  private final Attempts attempts;
  private final TransactionalOperator transaction;
  private final Today today;

  DecisionService(
      TipKeys keys,
      TipRepository tips,
      HistoryRepository history,
      Handover handover,
      TipReader reader,
      Outbox outbox,
      Trail trail,
      Attempts attempts,
      TransactionalOperator transaction,
      Today today) {
    this.keys = keys;
    this.tips = tips;
    this.history = history;
    this.handover = handover;
    this.reader = reader;
    this.outbox = outbox;
    this.trail = trail;
    this.attempts = attempts;
    this.transaction = transaction;
    this.today = today;
  }

  /** The tip as it is now. Who transfers it sees it a last time. */
  Mono<OpenTip> decide(Member by, UUID tip, Version expected, Decision decision) {
    return Detached.from(
        attempts.recorded(
            Entry.byMember(by, decision.kind().name(), tip),
            keys.openLocked(by, tip)
                .flatMap(open -> decide(open, by, expected, decision))
                .as(transaction::transactional)));
  }

  Mono<Void> say(Member by, UUID tip, String text) {
    var entry = Entry.byMember(by, "MESSAGE", tip);
    return Detached.from(
        attempts.recorded(
            entry,
            keys.openLocked(by, tip)
                .filter(
                    open ->
                        open.tip().offices().lead().equals(by.organisation())
                            && !open.tip().status().ended())
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.CONFLICT)))
                .flatMap(
                    open ->
                        say(open, text, 1)
                            .then(tips.store(open.tip().with(open.tip().counters().handled(1))))
                            .then(trail.append(entry))
                            .then(outbox.add("MESSAGE", tip)))
                .as(transaction::transactional)));
  }

  private Mono<OpenTip> decide(OpenTip open, Member by, Version expected, Decision decision) {
    expected.check(open.tip().counters().version());
    var casework = reader.casework();
    var officer = TipReader.officer(by);
    return switch (casework.decide(open.tip(), decision, officer)) {
      case Refused(var why) ->
          Mono.error(
              Problem.of(ProblemType.DECISION_NOT_ALLOWED)
                  .with("reason", why)
                  .with("allowed", casework.allowed(open.tip(), officer)));
      case Decided(var next) ->
          handover.apply(open, decision, next).flatMap(moved -> store(open, by, decision, moved));
    };
  }

  private Mono<OpenTip> store(OpenTip open, Member by, Decision decision, Tip decided) {
    var text = text(decision);
    var next = decided.with(decided.counters().handled(text == null ? 1 : 2));
    return history
        .add(open.id(), event(open, by, decision, next.status()))
        .then(text == null ? Mono.empty() : say(open, text, 2))
        .then(tips.store(next))
        .then(trail.append(Entry.byMember(by, decision.kind().name(), open.id())))
        .then(outbox.add(decision.kind().name(), open.id()))
        .thenReturn(open.with(next));
  }

  private Mono<Void> say(OpenTip open, String text, int offset) {
    var number = open.tip().counters().sequence() + offset;
    var sealed = open.seal(new MessageContent(text, List.of()), MessageContent.FIELD, number);
    return history.add(
        open.id(),
        new Message(number, today.date(), Author.OFFICE, open.tip().counters().epoch(), sealed));
  }

  private Event event(OpenTip open, Member by, Decision decision, Status after) {
    var number = open.tip().counters().sequence() + 1;
    var details = details(decision);
    return new Event(
        number,
        today.date(),
        decision.kind().name(),
        after,
        by.organisation(),
        by.id(),
        open.tip().counters().epoch(),
        details == null ? null : open.seal(details, EventDetails.FIELD, number));
  }

  /** What the reporter is to read. */
  private static @Nullable String text(Decision decision) {
    return switch (decision) {
      case Ask(var text) -> text;
      case Feedback(var text) -> text;
      case Decline(var code, var text) -> text;
      default -> null;
    };
  }

  private static @Nullable EventDetails details(Decision decision) {
    return switch (decision) {
      case Decline(var code, var text) -> new EventDetails(null, code, null, null);
      case Transfer(var to, var reason) -> new EventDetails(reason, null, null, null);
      case Conclude(var finding, var grade, var reason) ->
          new EventDetails(reason, null, finding, grade);
      case Return(var reason) -> new EventDetails(reason, null, null, null);
      case Escalate(var reason) -> new EventDetails(reason, null, null, null);
      default -> null;
    };
  }
}
