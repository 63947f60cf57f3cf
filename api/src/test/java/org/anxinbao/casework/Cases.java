package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.casework.Casework.Officer;
import org.anxinbao.casework.Decision.*;
import org.anxinbao.directory.Holiday;
import org.anxinbao.directory.Limit;
import org.anxinbao.directory.WorkCalendar;
import org.anxinbao.web.Role;

/** Tips and people for sentences about the rule book. */
final class Cases {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  static final WorkCalendar EVERY_DAY_IS_WORKED =
      new WorkCalendar(
          List.of(new Holiday(TODAY.minusYears(1), TODAY.plusYears(5), true, "every day")));
  static final String OFFICE = "jh-housing";
  static final String ENTERPRISE = "ent-jh-chemical";

  static final Officer LI = officer(OFFICE, Role.HANDLER);
  static final Officer WANG = officer(OFFICE, Role.REVIEWER);
  static final Officer LI_WHO_REVIEWS_TOO = officer(OFFICE, Role.HANDLER, Role.REVIEWER);
  static final Officer SOMEBODY_ELSE = officer("jh-fire", Role.HANDLER, Role.REVIEWER);

  static final List<Decision> ALL =
      List.of(
          new Accept(),
          new Decline(DeclineReason.OUT_OF_SCOPE, "请拨打 12350"),
          new Ask("哪一栋?"),
          new Transfer("jh-fire", "消防"),
          new Verify(),
          conclude(),
          new Confirm(),
          new Return("补充照片"),
          new Feedback("已整改"),
          new Close(),
          new Escalate("拒不配合"));

  private Cases() {}

  static Officer officer(String organisation, Role... roles) {
    return new Officer(UUID.randomUUID(), organisation, Set.of(roles));
  }

  static Decision conclude() {
    return new Conclude(Finding.SUBSTANTIATED, Grade.GENERAL, "现场查实");
  }

  static Casework on(LocalDate day) {
    return new Casework(clocks(day), day);
  }

  static Clocks clocks(LocalDate day) {
    return new Clocks(Cases::limit, EVERY_DAY_IS_WORKED, day);
  }

  /** Each clock has a length of its own, so that a test sees which one ran. */
  private static Limit limit(String clock, LocalDate on) {
    var days =
        switch (clock) {
          case "ACCEPTANCE" -> 7;
          case "VERIFICATION" -> 60;
          case "INTERNAL_VERIFICATION" -> 5;
          case "FEEDBACK" -> 10;
          case "INTERNAL_FEEDBACK" -> 3;
          case "SUPPLEMENT" -> 15;
          case "REVIEW_REQUEST" -> 30;
          default -> throw new IllegalArgumentException(clock);
        };
    return limit(clock, days, Limit.Unit.NATURAL_DAY);
  }

  static Limit limit(String clock, int days, Limit.Unit unit) {
    return new Limit(clock, LocalDate.MIN, "Tip", days, unit, 1, null, null, "", "", "cfg", "cfg");
  }

  static Tip submitted() {
    return submitted(Channel.PUBLIC, OFFICE);
  }

  static Tip submitted(Channel channel, String lead) {
    return new Tip(
        new Tip.Facts(
            UUID.randomUUID(),
            channel,
            channel == Channel.INTERNAL ? ENTERPRISE : null,
            "440704",
            "scaffolding",
            HazardClass.UNSAFE_CONDITION,
            TODAY),
        new Tip.Offices(lead, "jh-safety-committee-office", false, 0),
        new Tip.Progress(
            Status.SCREENING,
            TODAY.plusDays(lead.equals(ENTERPRISE) ? 5 : 7),
            null,
            null,
            null,
            null),
        new Tip.Timing(TODAY, 0, null, null, false),
        new Tip.Counters(0, 0, 0, 0));
  }

  static Tip accepted() {
    return after(submitted(), LI, new Accept());
  }

  static Tip verifying() {
    return after(accepted(), LI, new Verify());
  }

  static Tip concludedBy(Officer officer) {
    return after(verifying(), officer, conclude());
  }

  static Tip confirmed() {
    return after(concludedBy(LI), WANG, new Confirm());
  }

  static Tip after(Tip tip, Officer by, Decision... decisions) {
    for (var decision : decisions) {
      tip = ((Outcome.Decided) on(TODAY).decide(tip, decision, by)).next();
    }
    return tip;
  }
}
