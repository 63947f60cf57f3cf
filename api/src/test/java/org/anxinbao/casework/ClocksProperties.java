package org.anxinbao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.anxinbao.directory.Jiangmen;
import org.anxinbao.directory.Limit;
import org.anxinbao.directory.WorkCalendar;

/** Limits of any length, in working and natural days, on the calendars of 2025 and 2026. */
class ClocksProperties {
  private static final WorkCalendar CALENDAR = Jiangmen.withDemoKeys().calendar();

  /** The days from this one on: 2024 and 2027 have no official calendar. */
  private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);

  @Property
  void shouldNeverEndBeforeItStartsNorWarnAfterItEnds(
      @ForAll("limits") Limit limit, @ForAll("days") LocalDate start) {
    var clock = clock(limit, start, 0, start);
    assertThat(clock.warnOn()).isBetween(start, clock.dueOn());
    assertThat(clock.dueOn()).isAfterOrEqualTo(start);
    assertThat(clock.overdue()).isFalse();
  }

  @Property
  void shouldEndNoEarlierWhenItStartsLaterOrIsLonger(
      @ForAll("limits") Limit limit,
      @ForAll("days") LocalDate start,
      @ForAll @IntRange(max = 60) int more) {
    var due = clock(limit, start, 0, start).dueOn();
    assertThat(clock(limit, start.plusDays(more), 0, start).dueOn()).isAfterOrEqualTo(due);
    assertThat(clock(limit, start, more, start).dueOn()).isAfterOrEqualTo(due);
  }

  /** As many days of its own unit are left when it goes on as were left when it stopped. */
  @Property
  void shouldBeLongerByExactlyTheDaysForWhichItStoodStill(
      @ForAll("limits") Limit limit,
      @ForAll("days") LocalDate start,
      @ForAll @IntRange(max = 40) int before,
      @ForAll @IntRange(max = 40) int still) {
    var stopped = start.plusDays(before);
    var goesOn = stopped.plusDays(still);
    var asked = tip(start, 0);
    asked = asked.with(asked.progress().waitingSince(stopped));
    var resumed = clocks(limit, goesOn).resumed(asked);
    var passed = counted(limit, stopped, goesOn);
    assertThat(resumed.timing().added()).isEqualTo(passed);
    assertThat(resumed.status()).isEqualTo(Status.SCREENING);

    var left = limit.value() - counted(limit, start, stopped);
    var clock = clocks(limit, goesOn).running(resumed).orElseThrow();
    if (left > 0) {
      var end =
          limit.unit() == Limit.Unit.WORKING_DAY
              ? CALENDAR.addWorkingDays(goesOn, left)
              : CALENDAR.addNaturalDays(goesOn, left);
      assertThat(clock.dueOn()).isEqualTo(end.date());
      assertThat(clock.overdue()).isFalse();
    }
  }

  @Property
  void shouldBeOverdueFromTheDayAfterItsLast(
      @ForAll("limits") Limit limit, @ForAll("days") LocalDate start) {
    var due = clock(limit, start, 0, start).dueOn();
    assertThat(clock(limit, start, 0, due).overdue()).isFalse();
    assertThat(clock(limit, start, 0, due.plusDays(1)).overdue()).isTrue();
  }

  /** Working days are provisional where one of them is, natural days where the last one is. */
  @Property
  void shouldBeProvisionalExactlyWhereAYearIsUnknown(
      @ForAll("limits") Limit limit, @ForAll("days") LocalDate start) {
    var clock = clock(limit, start, 0, start);
    var from =
        limit.unit() == Limit.Unit.WORKING_DAY ? start.plusDays(1) : start.plusDays(limit.value());
    var unknown = from.datesUntil(clock.dueOn().plusDays(1)).anyMatch(day -> !CALENDAR.knows(day));
    assertThat(clock.provisional()).isEqualTo(unknown);
  }

  /** Whatever the sweeper does, it does not do it again on the same day. */
  @Property
  void shouldActOnceAndThenLookOnALaterDay(
      @ForAll("limits") Limit limit,
      @ForAll("days") LocalDate start,
      @ForAll @IntRange(max = 120) int later) {
    var clocks = clocks(limit, start.plusDays(later));
    var tip = tip(start, 0);
    var acted =
        switch (clocks.step(tip)) {
          case WARN -> tip.with(tip.timing().marked(Clock.Mark.WARNED));
          case NOTHING -> tip;
          default -> tip.with(tip.timing().marked(Clock.Mark.MISSED));
        };
    assertThat(clocks.step(acted)).isEqualTo(Clock.Step.NOTHING);
    var next = clocks.dated(acted).timing().lookOn();
    if (next == null) {
      assertThat(acted.timing().mark()).isEqualTo(Clock.Mark.MISSED);
    } else {
      assertThat(next).isAfter(start.plusDays(later));
    }
  }

  @Provide
  Arbitrary<Limit> limits() {
    var units = Arbitraries.of(Limit.Unit.WORKING_DAY, Limit.Unit.NATURAL_DAY);
    return units.flatMap(
        unit ->
            Arbitraries.integers()
                .between(1, 90)
                .map(days -> Cases.limit("ACCEPTANCE", days, unit)));
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers().between(0, 800).map(FIRST::plusDays);
  }

  private static int counted(Limit limit, LocalDate after, LocalDate until) {
    var days = after.plusDays(1).datesUntil(until.plusDays(1)).toList();
    return limit.unit() == Limit.Unit.NATURAL_DAY ? days.size() : workingDays(days);
  }

  private static int workingDays(List<LocalDate> days) {
    return Math.toIntExact(days.stream().filter(CALENDAR::isWorkingDay).count());
  }

  private static Clock clock(Limit limit, LocalDate start, int added, LocalDate today) {
    return clocks(limit, today).running(tip(start, added)).orElseThrow();
  }

  private static Tip tip(LocalDate start, int added) {
    return Cases.submitted().with(new Tip.Timing(start, added, null, null, false));
  }

  private static Clocks clocks(Limit limit, LocalDate today) {
    return new Clocks((code, on) -> limit, CALENDAR, today);
  }
}
