package org.anxinbao.casework;

import static java.util.Objects.requireNonNull;
import static org.anxinbao.casework.Clock.Code.*;

import java.time.LocalDate;
import java.util.Optional;
import org.anxinbao.casework.Clock.Code;
import org.anxinbao.casework.Clock.Mark;
import org.anxinbao.casework.Clock.Step;
import org.anxinbao.directory.Limit;
import org.anxinbao.directory.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Which clock of a tip runs, and what it does today: a function of the tip, the limits, the
 * calendar and the day. A clock keeps the limit it started with; standing still makes it longer by
 * as many of its own days.
 */
final class Clocks {
  /** The limit of a code as it was on a day. */
  interface Limits {
    Limit limit(String code, LocalDate on);
  }

  private final Limits limits;
  private final WorkCalendar calendar;
  private final LocalDate today;

  Clocks(Limits limits, WorkCalendar calendar, LocalDate today) {
    this.limits = limits;
    this.calendar = calendar;
    this.today = today;
  }

  /** Of a tip that comes today. */
  Clock first(boolean toEnterprise) {
    return clock(toEnterprise ? INTERNAL_VERIFICATION : ACCEPTANCE, today, 0, Step.MARK);
  }

  /** Empty once nobody works on the tip. */
  Optional<Clock> running(Tip tip) {
    var code = code(tip);
    if (code == null) {
      return Optional.empty();
    }
    var waiting = tip.progress().waiting();
    return Optional.of(
        waiting == null
            ? clock(code, tip.timing().startedOn(), tip.timing().added(), missed(code, tip))
            : clock(code, waiting.since(), 0, Step.RESUME));
  }

  /** What is to be done now and has not been done yet. */
  Step step(Tip tip) {
    return running(tip).map(clock -> step(clock, tip.timing().mark())).orElse(Step.NOTHING);
  }

  /** With the day on which its clock is due, and the day on which somebody should look again. */
  Tip dated(Tip tip) {
    var clock = running(tip).orElse(null);
    if (clock == null) {
      return tip.with(tip.timing().lookedAtOn(null));
    }
    var looked = tip.with(tip.timing().lookedAtOn(lookOn(clock, tip.timing().mark())));
    return tip.progress().waiting() == null
        ? looked.with(looked.progress().due(clock.dueOn()))
        : looked;
  }

  /** The office's clock goes on, with the days that were left when it stopped. */
  Tip resumed(Tip tip) {
    var progress = tip.progress();
    var waiting = requireNonNull(progress.waiting());
    var next = tip.with(progress.at(waiting.returnsTo()).proposing(progress.proposal()));
    var limit = limits.limit(requireNonNull(code(next)).name(), tip.timing().startedOn());
    return next.with(tip.timing().longerBy(calendar.passed(limit.unit(), waiting.since(), today)));
  }

  private static @Nullable Code code(Tip tip) {
    var internal = tip.isLedByEnterprise();
    return switch (tip.status()) {
      case SCREENING -> internal ? INTERNAL_VERIFICATION : ACCEPTANCE;
      case ACCEPTED, VERIFYING -> internal ? INTERNAL_VERIFICATION : VERIFICATION;
      case SUBSTANTIATED, PARTLY, UNSUBSTANTIATED, UNVERIFIABLE ->
          internal ? INTERNAL_FEEDBACK : FEEDBACK;
      case NEEDS_INFO -> SUPPLEMENT;
      case ANSWERED -> REVIEW_REQUEST;
      case DECLINED, DUPLICATE, WITHDRAWN, CLOSED -> null;
    };
  }

  /** RULES: an internal report goes outside only as its reporter chose, or if it may be major. */
  private static Step missed(Code code, Tip tip) {
    var offices = tip.offices();
    if (!code.isTheOffices()) {
      return Step.NOTHING;
    }
    if (tip.isLedByEnterprise()) {
      var goesOutside = tip.timing().wakesIfLate() && offices.supervising() != null;
      return goesOutside ? Step.EXTERNALISE : Step.MARK;
    }
    return offices.escalated() || offices.supervising() == null ? Step.MARK : Step.ESCALATE;
  }

  private Clock clock(Code code, LocalDate start, int added, Step missed) {
    var limit = limits.limit(code.name(), start);
    var length = limit.value() + added;
    var due = calendar.end(limit.unit(), start, length);
    return new Clock(
        code,
        start,
        calendar.end(limit.unit(), start, Math.ceilDiv(2 * length, 3)).date(),
        due.date(),
        due.provisional(),
        code.isTheOffices() && due.date().isBefore(today),
        missed);
  }

  private Step step(Clock clock, @Nullable Mark mark) {
    if (mark == Mark.MISSED && clock.code().isTheOffices()) {
      return Step.NOTHING;
    }
    if (clock.dueOn().isBefore(today)) {
      return clock.missed();
    }
    var early = clock.warnOn().isAfter(today);
    return early || mark == Mark.WARNED || !clock.code().isTheOffices() ? Step.NOTHING : Step.WARN;
  }

  private @Nullable LocalDate lookOn(Clock clock, @Nullable Mark mark) {
    var next =
        switch (clock.code()) {
          case REVIEW_REQUEST -> null;
          case SUPPLEMENT -> clock.dueOn().plusDays(1);
          default ->
              mark == null
                  ? clock.warnOn()
                  : mark == Mark.WARNED ? clock.dueOn().plusDays(1) : null;
        };
    return next == null ? null : soonIfProvisional(clock, next);
  }

  /** A provisional date is looked at daily: the year's notice may have come. */
  LocalDate soonIfProvisional(Clock clock, LocalDate next) {
    var tomorrow = today.plusDays(1);
    return clock.provisional() && next.isAfter(tomorrow) ? tomorrow : next;
  }
}
