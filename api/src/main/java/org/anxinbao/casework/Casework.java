package org.anxinbao.casework;

import static org.anxinbao.casework.Refusal.*;
import static org.anxinbao.casework.Status.*;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anxinbao.casework.Decision.*;
import org.anxinbao.casework.Outcome.Decided;
import org.anxinbao.casework.Outcome.Refused;
import org.anxinbao.web.Role;
import org.jspecify.annotations.Nullable;

/** The rule book of a tip's life: no clock, no database, no Reactor. */
final class Casework {
  private static final int TRANSFERS = 2;

  /** Who decides. */
  record Officer(UUID id, String organisation, Set<Role> roles) {}

  /** When something that starts on a day is due. */
  interface Deadlines {
    LocalDate due(String clock, LocalDate start);
  }

  private final Deadlines deadlines;
  private final LocalDate today;

  Casework(Deadlines deadlines, LocalDate today) {
    this.deadlines = deadlines;
    this.today = today;
  }

  /** Decides; what the decision says in words is not the rule book's concern. */
  Outcome decide(Tip tip, Decision decision, Officer by) {
    var refusal = refusal(tip, decision.kind(), by);
    if (refusal != null) {
      return new Refused(refusal);
    }
    return new Decided(
        switch (decision) {
          case Ask ask -> decided(tip, ask, by);
          case Escalate escalate -> decided(tip, escalate, by);
          default -> decided(resumed(tip), decision, by);
        });
  }

  /** What this officer can do now. */
  List<Decision.Kind> allowed(Tip tip, Officer by) {
    return Stream.of(Decision.Kind.values())
        .filter(kind -> refusal(tip, kind, by) == null)
        .toList();
  }

  /**
   * An answer, or a decision without one, ends the wait: the office's clock goes on where it stood,
   * and a finding that was proposed still waits for its second person.
   */
  Tip resumed(Tip tip) {
    var waiting = tip.progress().waiting();
    if (waiting == null) {
      return tip;
    }
    var waited = today.toEpochDay() - waiting.since().toEpochDay();
    var progress = tip.progress();
    return tip.with(
        progress
            .at(waiting.returnsTo(), progress.dueOn().plusDays(waited))
            .proposing(progress.proposal()));
  }

  /** Missed by the office: while it waits, and once it has answered, no clock of its runs. */
  boolean overdue(Tip tip) {
    return tip.status().clockRuns() && due(tip).isBefore(today);
  }

  /** The reporter may withdraw until the office has begun to verify. */
  boolean mayWithdraw(Tip tip) {
    return EnumSet.of(SCREENING, ACCEPTED).contains(underlying(tip));
  }

  Tip withdrawn(Tip tip) {
    return tip.with(tip.progress().at(WITHDRAWN, tip.progress().dueOn()));
  }

  /** The date by which somebody must act: the reporter while the office waits, else the office. */
  LocalDate due(Tip tip) {
    var waiting = tip.progress().waiting();
    return waiting == null ? tip.progress().dueOn() : deadlines.due("SUPPLEMENT", waiting.since());
  }

  private Tip decided(Tip tip, Decision decision, Officer by) {
    var progress = tip.progress();
    return switch (decision) {
      case Accept() -> tip.with(progress.at(ACCEPTED, verification(tip)));
      case Decline decline -> tip.with(progress.at(DECLINED, progress.dueOn()));
      case Ask ask -> tip.with(progress.waitingSince(today));
      case Transfer transfer ->
          tip.with(progress.at(SCREENING, deadlines.due("ACCEPTANCE", today)))
              .with(
                  new Tip.Offices(
                      tip.offices().lead(),
                      tip.offices().supervising(),
                      tip.offices().escalated(),
                      tip.offices().transfers() + 1));
      case Verify() -> tip.with(progress.at(VERIFYING, progress.dueOn()));
      case Conclude(var finding, var grade, var reason) ->
          tip.with(
              progress
                  .at(VERIFYING, progress.dueOn())
                  .proposing(new Tip.Proposal(new Tip.Verdict(finding, grade), by.id())));
      case Confirm() -> confirmed(tip);
      case Return back -> tip.with(progress.proposing(null));
      case Feedback feedback ->
          tip.with(
              new Tip.Progress(ANSWERED, progress.dueOn(), null, null, progress.verdict(), today));
      case Close() -> tip.with(progress.at(CLOSED, progress.dueOn()));
      case Escalate escalate ->
          tip.with(
              new Tip.Offices(
                  tip.offices().lead(),
                  tip.offices().supervising(),
                  true,
                  tip.offices().transfers()));
    };
  }

  /** An enterprise's time to verify has run since the report came. */
  private LocalDate verification(Tip tip) {
    return tip.isLedByEnterprise() ? tip.progress().dueOn() : deadlines.due("VERIFICATION", today);
  }

  private Tip confirmed(Tip tip) {
    var proposal = tip.progress().proposal();
    if (proposal == null) {
      throw new IllegalStateException("confirmed without a proposal");
    }
    var verdict = proposal.verdict();
    var clock = tip.isLedByEnterprise() ? "INTERNAL_FEEDBACK" : "FEEDBACK";
    return tip.with(
        new Tip.Progress(
            verdict.finding().status(),
            deadlines.due(clock, today),
            null,
            null,
            verdict,
            tip.progress().answeredOn()));
  }

  private @Nullable Refusal refusal(Tip tip, Decision.Kind kind, Officer by) {
    if (!by.organisation().equals(tip.offices().lead())) {
      return NOT_YOUR_ROLE;
    }
    var status = underlying(tip);
    if (!statuses(kind).contains(status)) {
      return NOT_ALLOWED_NOW;
    }
    var proposal = tip.progress().proposal();
    return switch (kind) {
      case ACCEPT, DECLINE, VERIFY, FEEDBACK -> handlers(by);
      case ASK -> tip.progress().waiting() != null ? NOT_ALLOWED_NOW : handlers(by);
      case TRANSFER -> transfer(tip, status, by);
      case CONCLUDE -> proposal != null ? NOT_ALLOWED_NOW : handlers(by);
      case CONFIRM, RETURN -> proposal == null ? NOT_ALLOWED_NOW : secondPerson(proposal, by);
      case CLOSE -> reviewers(by);
      case ESCALATE -> escalate(tip, by);
    };
  }

  /** An office that waits may still decide on what there is. */
  private Status underlying(Tip tip) {
    var waiting = tip.progress().waiting();
    return waiting == null ? tip.status() : waiting.returnsTo();
  }

  private static Set<Status> statuses(Decision.Kind kind) {
    return switch (kind) {
      case ACCEPT, DECLINE -> EnumSet.of(SCREENING);
      case ASK, TRANSFER -> EnumSet.of(SCREENING, ACCEPTED, VERIFYING);
      case VERIFY -> EnumSet.of(ACCEPTED);
      case CONCLUDE, CONFIRM, RETURN -> EnumSet.of(VERIFYING);
      case FEEDBACK -> EnumSet.of(SUBSTANTIATED, PARTLY, UNSUBSTANTIATED, UNVERIFIABLE);
      case CLOSE -> EnumSet.of(ANSWERED);
      case ESCALATE -> EnumSet.complementOf(EnumSet.of(CLOSED, DECLINED, DUPLICATE, WITHDRAWN));
    };
  }

  /** A handler's act within the first clock, a reviewer's after it. */
  private @Nullable Refusal transfer(Tip tip, Status status, Officer by) {
    if (tip.isLedByEnterprise()) {
      return NOT_ALLOWED_NOW;
    }
    if (tip.offices().transfers() >= TRANSFERS) {
      return ASSIGNMENT_IS_THE_SUPERVISORS;
    }
    var early = status == SCREENING && !tip.progress().dueOn().isBefore(today);
    return early ? handlers(by) : reviewers(by);
  }

  private static @Nullable Refusal escalate(Tip tip, Officer by) {
    if (!by.roles().contains(Role.HANDLER) && !by.roles().contains(Role.REVIEWER)) {
      return NOT_YOUR_ROLE;
    }
    if (tip.offices().escalated()) {
      return ALREADY_ESCALATED;
    }
    return tip.offices().supervising() == null ? NOBODY_ABOVE : null;
  }

  private static @Nullable Refusal secondPerson(Tip.Proposal proposal, Officer by) {
    if (!by.roles().contains(Role.REVIEWER)) {
      return NOT_YOUR_ROLE;
    }
    return proposal.by().equals(by.id()) ? NEEDS_A_SECOND_PERSON : null;
  }

  private static @Nullable Refusal handlers(Officer by) {
    return by.roles().contains(Role.HANDLER) ? null : NOT_YOUR_ROLE;
  }

  private static @Nullable Refusal reviewers(Officer by) {
    return by.roles().contains(Role.REVIEWER) ? null : NOT_YOUR_ROLE;
  }
}
