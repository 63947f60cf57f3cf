package org.anxinbao.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
  private static final Snapshot JIANGMEN = Jiangmen.withDemoKeys();
  private static final WorkCalendar CALENDAR = JIANGMEN.calendar();

  @Test
  void shouldCountAcrossTheSpringFestivalWithItsMakeUpDays() {
    // 14 February is a worked Saturday, 15 to 23 are off, 28 is a worked Saturday
    assertThat(CALENDAR.addWorkingDays(day("2026-02-10"), 5)).isEqualTo(due("2026-02-24"));
    assertThat(CALENDAR.addWorkingDays(day("2026-02-13"), 1)).isEqualTo(due("2026-02-14"));
    assertThat(CALENDAR.addWorkingDays(day("2026-02-24"), 4)).isEqualTo(due("2026-02-28"));
    assertThat(CALENDAR.addWorkingDays(day("2026-02-17"), 1)).isEqualTo(due("2026-02-24"));
  }

  @Test
  void shouldMoveANaturalLimitThatEndsOnADayOff() {
    assertThat(CALENDAR.addNaturalDays(day("2026-02-06"), 10)).isEqualTo(due("2026-02-24"));
    assertThat(CALENDAR.addNaturalDays(day("2026-02-04"), 10)).isEqualTo(due("2026-02-14"));
    assertThat(CALENDAR.addNaturalDays(day("2026-03-01"), 6)).isEqualTo(due("2026-03-09"));
    assertThat(CALENDAR.addNaturalDays(day("2026-03-01"), 10)).isEqualTo(due("2026-03-11"));
  }

  @Test
  void shouldNotCountTheDayOfTheTrigger() {
    assertThat(CALENDAR.addWorkingDays(day("2026-03-02"), 1)).isEqualTo(due("2026-03-03"));
    assertThat(CALENDAR.addNaturalDays(day("2026-03-02"), 1)).isEqualTo(due("2026-03-03"));
  }

  @Test
  void shouldMarkAYearWithoutItsOfficialCalendar() {
    assertThat(CALENDAR.addWorkingDays(day("2026-12-30"), 5).provisional()).isTrue();
    assertThat(CALENDAR.addNaturalDays(day("2026-12-30"), 10).provisional()).isTrue();
    assertThat(CALENDAR.addWorkingDays(day("2026-12-30"), 1)).isEqualTo(due("2026-12-31"));
    assertThat(CALENDAR.knows(day("2027-01-04"))).isFalse();
    assertThat(new WorkCalendar(List.of()).addWorkingDays(day("2026-03-02"), 1))
        .isEqualTo(new Due(day("2026-03-03"), true));
  }

  @Test
  void shouldDateTheClocksOfATip() {
    assertThat(JIANGMEN.due("ACCEPTANCE", day("2026-02-10"))).isEqualTo(due("2026-02-24"));
    assertThat(JIANGMEN.due("INTERNAL_VERIFICATION", day("2026-03-02")))
        .isEqualTo(due("2026-03-09"));
    assertThat(JIANGMEN.due("SUPPLEMENT", day("2026-03-02"))).isEqualTo(due("2026-03-17"));
    assertThat(JIANGMEN.due("VERIFICATION", day("2026-03-02"))).isEqualTo(due("2026-05-06"));
    assertThat(JIANGMEN.due("FEEDBACK", day("2026-03-02"))).isEqualTo(due("2026-03-12"));
    assertThat(JIANGMEN.limit("VERIFICATION", day("2026-03-02")).extendableBy())
        .isEqualTo("VERIFICATION_EXTENSION");
  }

  @Test
  void shouldRefuseWhatIsNotCountedInDays() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JIANGMEN.due("URGENT_TRIAGE", day("2026-03-02")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JIANGMEN.due("NO_SUCH_CLOCK", day("2026-03-02")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CALENDAR.addWorkingDays(day("2026-03-02"), -1));
  }

  @Property
  void shouldEndOnAWorkingDayWithExactlySoManyBehindIt(
      @ForAll @IntRange(max = 1200) int offset, @ForAll @IntRange(min = 1, max = 120) int days) {
    var start = day("2024-12-01").plusDays(offset);
    var end = CALENDAR.addWorkingDays(start, days).date();
    assertThat(CALENDAR.isWorkingDay(end)).isTrue();
    assertThat(start.plusDays(1).datesUntil(end.plusDays(1)).filter(CALENDAR::isWorkingDay))
        .hasSize(days);
  }

  @Property
  void shouldNeverShortenANaturalLimit(
      @ForAll @IntRange(max = 1200) int offset, @ForAll @IntRange(max = 400) int days) {
    var start = day("2024-12-01").plusDays(offset);
    var end = CALENDAR.addNaturalDays(start, days).date();
    assertThat(end).isAfterOrEqualTo(start.plusDays(days));
    assertThat(CALENDAR.isWorkingDay(end)).isTrue();
  }

  private static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  private static Due due(String iso) {
    return new Due(day(iso), false);
  }
}
