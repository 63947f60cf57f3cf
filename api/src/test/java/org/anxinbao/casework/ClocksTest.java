package org.anxinbao.casework;

import static org.anxinbao.casework.Cases.ENTERPRISE;
import static org.anxinbao.casework.Cases.LI;
import static org.anxinbao.casework.Cases.OFFICE;
import static org.anxinbao.casework.Cases.WANG;
import static org.anxinbao.casework.Clock.Code.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.anxinbao.casework.Clock.Mark;
import org.anxinbao.casework.Clock.Step;
import org.anxinbao.casework.Decision.*;
import org.anxinbao.directory.Jiangmen;
import org.anxinbao.directory.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the seed and the State Council's calendars of 2025 and 2026. */
class ClocksTest {
  private static final Snapshot JIANGMEN = Jiangmen.withDemoKeys();

  /** 2026: 15 to 23 February off, 14 and 28 worked; 1 to 5 May off, 9 May worked. */
  @ParameterizedTest
  @CsvSource({
    "SCREENING,     2026-02-10, ACCEPTANCE,   2026-02-14, 2026-02-24",
    "SCREENING,     2026-02-13, ACCEPTANCE,   2026-02-26, 2026-02-27",
    "SCREENING,     2026-02-14, ACCEPTANCE,   2026-02-27, 2026-02-28",
    "SCREENING,     2026-02-18, ACCEPTANCE,   2026-02-27, 2026-02-28",
    "SCREENING,     2026-05-06, ACCEPTANCE,   2026-05-11, 2026-05-12",
    "VERIFYING,     2026-02-10, VERIFICATION, 2026-03-23, 2026-04-13",
    "ACCEPTED,      2026-03-02, VERIFICATION, 2026-04-13, 2026-05-06",
    "SUBSTANTIATED, 2026-02-06, FEEDBACK,     2026-02-13, 2026-02-24",
    "UNVERIFIABLE,  2026-02-04, FEEDBACK,     2026-02-11, 2026-02-14",
  })
  void shouldCountAnOfficesClocksAcrossTheSpringFestival(
      Status status, LocalDate start, Clock.Code code, LocalDate warn, LocalDate due) {
    var clock = clocks(start).running(tip(OFFICE, status, start)).orElseThrow();
    assertThat(clock).isEqualTo(new Clock(code, start, warn, due, false, false, Step.ESCALATE));
  }

  @ParameterizedTest
  @CsvSource({
    "SCREENING, 2026-02-10, INTERNAL_VERIFICATION, 2026-02-24",
    "ACCEPTED,  2026-02-10, INTERNAL_VERIFICATION, 2026-02-24",
    "VERIFYING, 2026-02-13, INTERNAL_VERIFICATION, 2026-02-27",
    "PARTLY,    2026-02-13, INTERNAL_FEEDBACK,     2026-02-25",
  })
  void shouldCountAnEnterprisesClocks(
      Status status, LocalDate start, Clock.Code code, LocalDate due) {
    var clock = clocks(start).running(tip(ENTERPRISE, status, start)).orElseThrow();
    assertThat(clock.code()).isEqualTo(code);
    assertThat(clock.dueOn()).isEqualTo(due);
  }

  @Test
  void shouldRunNoClockOnceNobodyWorksOnIt() {
    var day = LocalDate.of(2026, 3, 2);
    for (var status : Status.values()) {
      if (status != Status.NEEDS_INFO) {
        var running = clocks(day.plusYears(1)).running(tip(OFFICE, status, day));
        assertThat(running.isEmpty()).as("%s", status).isEqualTo(status.ended());
        assertThat(running.filter(Clock::overdue).isPresent()).isEqualTo(status.clockRuns());
      }
    }
  }

  @Test
  void shouldSayWhatFollowsWhenItIsMissed() {
    var day = LocalDate.of(2026, 3, 2);
    var late = clocks(LocalDate.of(2026, 3, 10));
    var office = tip(OFFICE, Status.SCREENING, day);
    assertThat(late.step(office)).isEqualTo(Step.ESCALATE);
    assertThat(late.step(office.with(office.offices().escalate()))).isEqualTo(Step.MARK);
    assertThat(late.step(office.with(new Tip.Offices(OFFICE, null, false, 0))))
        .isEqualTo(Step.MARK);
    var internal = tip(ENTERPRISE, Status.SCREENING, day);
    assertThat(late.step(internal)).isEqualTo(Step.MARK);
    var wakes = internal.with(new Tip.Timing(day, 0, null, null, true));
    assertThat(late.step(wakes)).isEqualTo(Step.EXTERNALISE);
    assertThat(late.step(wakes.with(new Tip.Offices(ENTERPRISE, null, false, 0))))
        .as("nobody outside may read it")
        .isEqualTo(Step.MARK);
    assertThat(late.step(office.with(office.timing().marked(Mark.MISSED))))
        .as("once")
        .isEqualTo(Step.NOTHING);
  }

  @Test
  void shouldWarnOnceAtTwoThirds() {
    var tip = tip(OFFICE, Status.SCREENING, LocalDate.of(2026, 3, 2));
    assertThat(clocks(LocalDate.of(2026, 3, 5)).step(tip)).isEqualTo(Step.NOTHING);
    var day = clocks(LocalDate.of(2026, 3, 6));
    assertThat(day.step(tip)).isEqualTo(Step.WARN);
    assertThat(day.step(tip.with(tip.timing().marked(Mark.WARNED)))).isEqualTo(Step.NOTHING);
    assertThat(clocks(LocalDate.of(2026, 3, 9)).step(tip)).as("due").isEqualTo(Step.WARN);
    assertThat(clocks(LocalDate.of(2026, 3, 10)).step(tip)).isEqualTo(Step.ESCALATE);
  }

  @Test
  void shouldLookAgainOnTheDayOnWhichSomethingHappens() {
    var day = LocalDate.of(2026, 3, 2);
    var tip = tip(OFFICE, Status.SCREENING, day);
    var clocks = clocks(day);
    assertThat(clocks.dated(tip).timing().lookOn()).isEqualTo("2026-03-06");
    assertThat(clocks.dated(tip).progress().dueOn()).isEqualTo("2026-03-09");
    assertThat(clocks.dated(tip.with(tip.timing().marked(Mark.WARNED))).timing().lookOn())
        .isEqualTo("2026-03-10");
    assertThat(clocks.dated(tip.with(tip.timing().marked(Mark.MISSED))).timing().lookOn()).isNull();
  }

  @Test
  void shouldLookDailyAtADateThatTheNextNoticeMayMove() {
    var day = LocalDate.of(2026, 12, 1);
    var dated = clocks(day).dated(tip(OFFICE, Status.VERIFYING, day));
    assertThat(clocks(day).running(dated).orElseThrow().provisional()).isTrue();
    assertThat(dated.timing().lookOn()).isEqualTo(day.plusDays(1));
  }

  /** A year in the life of a tip: everything that can happen to its clocks. */
  @Test
  void shouldWalkATipThroughAYearWithTheSpringFestival() {
    var tip = tip(OFFICE, Status.SCREENING, day("2026-02-10"));
    tip = decide("2026-02-10", tip, LI, new Ask("哪一栋?"));
    assertClock("2026-02-10", tip, SUPPLEMENT, "2026-02-25");
    assertThat(clocks(day("2026-02-25")).step(tip)).isEqualTo(Step.NOTHING);
    assertThat(clocks(day("2026-02-26")).step(tip)).isEqualTo(Step.RESUME);

    // 11, 12, 13 and the worked Saturday 14: four working days passed
    tip = on("2026-02-14").resumed(tip);
    assertClock("2026-02-14", tip, ACCEPTANCE, "2026-02-28");
    tip = decide("2026-02-24", tip, LI, new Transfer("jh-fire", "消防"));
    assertClock("2026-02-24", tip, ACCEPTANCE, "2026-03-02");

    tip = decide("2026-03-02", tip, LI, new Accept());
    assertClock("2026-03-02", tip, VERIFICATION, "2026-05-06");
    tip = decide("2026-03-10", tip, LI, new Verify());
    assertClock("2026-03-10", tip, VERIFICATION, "2026-05-06");
    tip = decide("2026-04-01", tip, LI, new Ask("何时?"));
    assertClock("2026-04-01", tip, SUPPLEMENT, "2026-04-16");
    tip = on("2026-04-17").resumed(tip);
    assertClock("2026-04-17", tip, VERIFICATION, "2026-05-18");
    assertThat(clocks(day("2026-05-19")).step(tip)).isEqualTo(Step.ESCALATE);

    tip = decide("2026-05-15", tip, LI, Cases.conclude());
    tip = decide("2026-06-10", tip, WANG, new Confirm());
    assertClock("2026-06-10", tip, FEEDBACK, "2026-06-22");
    tip = decide("2026-06-22", tip, LI, new Feedback("已整改"));
    assertClock("2026-06-22", tip, REVIEW_REQUEST, "2026-07-22");
    assertThat(on("2027-02-10").overdue(tip)).isFalse();
    tip = decide("2026-12-31", tip, WANG, new Close());
    assertThat(clocks(day("2027-02-10")).running(tip)).isEmpty();
    assertThat(tip.timing().lookOn()).isNull();
  }

  private static void assertClock(String today, Tip tip, Clock.Code code, String due) {
    var clock = clocks(day(today)).running(tip).orElseThrow();
    assertThat(clock.code()).isEqualTo(code);
    assertThat(clock.dueOn()).isEqualTo(due);
    if (code != SUPPLEMENT) {
      assertThat(tip.progress().dueOn()).as("what lists are narrowed by").isEqualTo(due);
    }
  }

  private static Tip decide(String today, Tip tip, Casework.Officer by, Decision decision) {
    return ((Outcome.Decided) on(today).decide(tip, decision, by)).next();
  }

  private static Casework on(String today) {
    return new Casework(clocks(day(today)), day(today));
  }

  private static Tip tip(String lead, Status status, LocalDate start) {
    var channel = lead.equals(ENTERPRISE) ? Channel.INTERNAL : Channel.PUBLIC;
    var tip = Cases.submitted(channel, lead);
    return tip.with(new Tip.Progress(status, start, null, null, null, null))
        .with(new Tip.Timing(start, 0, null, null, false));
  }

  private static Clocks clocks(LocalDate today) {
    return new Clocks(JIANGMEN::limit, JIANGMEN.calendar(), today);
  }

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }
}
