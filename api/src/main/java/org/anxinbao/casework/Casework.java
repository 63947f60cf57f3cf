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

  private final Clocks clocks;
  private final LocalDate today;

  Casework(Clocks clocks, LocalDate today) {
    this.clocks = clocks;
    this.today = today;
  }

  /** Decides; what the decision says in words is not the rule book's concern. */
  Outcome decide(Tip tip, Decision decision, Officer by) {
    var refusal = refusal(tip, decision.kind(), by);
    if (refusal != null) {
      return new Refused(refusal);
    }
    return new Decided(
        clocks.dated(
            switch (decision) {
              case Ask ask -> decided(tip, ask, by);
              case Escalate escalate -> decided(tip, escalate, by);
              default -> decided(resumed(tip), decision, by);
            }));
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
    return tip.progress().waiting() == null ? tip : clocks.dated(clocks.resumed(tip));
  }

  /** Missed by the office: while it waits, and once it has answered, no clock of its runs. */
  boolean overdue(Tip tip) {
    return clocks.running(tip).filter(Clock::overdue).isPresent();
  }

  /** The reporter may withdraw until the office has begun to verify. */
  boolean mayWithdraw(Tip tip) {
    return EnumSet.of(SCREENING, ACCEPTED).contains(underlying(tip));
  }

  Tip withdrawn(Tip tip) {
    return clocks.dated(tip.with(tip.progress().at(WITHDRAWN)));
  }

  /** The date by which somebody must act: the reporter while the office waits, else the office. */
  LocalDate due(Tip tip) {
    return clocks.running(tip).map(Clock::dueOn).orElse(tip.progress().dueOn());
  }

  private Tip decided(Tip tip, Decision decision, Officer by) {
    var progress = tip.progress();
    return switch (decision) {
      case Accept() -> accepted(tip);
      case Decline decline -> tip.with(progress.at(DECLINED));
      case Ask ask -> tip.with(progress.waitingSince(today));
      case Transfer transfer ->
          startsAnew(tip.with(progress.at(SCREENING)).with(tip.offices().transferred()));
      case Verify() -> tip.with(progress.at(VERIFYING));
      case Conclude(var finding, var grade, var reason) ->
          tip.with(
              progress
                  .at(VERIFYING)
                  .proposing(new Tip.Proposal(new Tip.Verdict(finding, grade), by.id())));
      case Confirm() -> confirmed(tip);
      case Return back -> tip.with(progress.proposing(null));
      case Feedback feedback ->
          startsAnew(
              tip.with(
                  new Tip.Progress(
                      ANSWERED, progress.dueOn(), null, null, progress.verdict(), today)));
      case Close() -> tip.with(progress.at(CLOSED));
      case Escalate escalate -> tip.with(tip.offices().escalate());
    };
  }

  /** Another office begins where the enterprise failed; what that found is in the history. */
  Tip taken(Tip tip) {
    var anew = new Tip.Progress(SCREENING, tip.progress().dueOn(), null, null, null, null);
    return clocks.dated(startsAnew(tip.with(anew)));
  }

  /** An enterprise's time to verify has run since the report came. */
  private Tip accepted(Tip tip) {
    var accepted = tip.with(tip.progress().at(ACCEPTED));
    return tip.isLedByEnterprise() ? accepted : startsAnew(accepted);
  }

  private Tip startsAnew(Tip tip) {
    return tip.with(tip.timing().from(today));
  }

  private Tip confirmed(Tip tip) {
    var proposal = tip.progress().proposal();
    if (proposal == null) {
      throw new IllegalStateException("confirmed without a proposal");
    }
    var verdict = proposal.verdict();
    return startsAnew(
        tip.with(
            new Tip.Progress(
                verdict.finding().status(),
                tip.progress().dueOn(),
                null,
                null,
                verdict,
                tip.progress().answeredOn())));
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
    var early = status == SCREENING && !overdue(resumed(tip));
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
