package org.anxinbao.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts limits in days: the day of the trigger is not counted; a limit in natural days that ends
 * on a day off moves to the next working day. Pure; holidays and make-up workdays are the State
 * Council's.
 */
public final class WorkCalendar {
  private final Set<LocalDate> off = new HashSet<>();
  private final Set<LocalDate> worked = new HashSet<>();
  private final Set<Integer> years = new HashSet<>();

  public WorkCalendar(List<Holiday> holidays) {
    for (var holiday : holidays) {
      years.add(holiday.startsOn().getYear());
      holiday
          .startsOn()
          .datesUntil(holiday.endsOn().plusDays(1))
          .forEach((holiday.workday() ? worked : off)::add);
    }
  }

  /** In a year whose notice is not loaded this is Monday to Friday, and {@link #knows} is false. */
  public boolean isWorkingDay(LocalDate day) {
    if (worked.contains(day)) {
      return true;
    }
    var weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return !weekend && !off.contains(day);
  }

  /** Whether the day's year has its official calendar. */
  public boolean knows(LocalDate day) {
    return years.contains(day.getYear());
  }

  /**
   * The last day of a limit.
   *
   * @throws IllegalArgumentException for a unit that is no day
   */
  public Due end(Limit.Unit unit, LocalDate start, int days) {
    return switch (unit) {
      case WORKING_DAY -> addWorkingDays(start, days);
      case NATURAL_DAY -> addNaturalDays(start, days);
      case HOUR, CALENDAR -> throw noDay(unit);
    };
  }

  /** How many days of a unit lie after a day and up to another; 0 if that is earlier. */
  public int passed(Limit.Unit unit, LocalDate after, LocalDate until) {
    if (!after.isBefore(until)) {
      return 0;
    }
    var days = after.plusDays(1).datesUntil(until.plusDays(1));
    return Math.toIntExact(
        switch (unit) {
          case WORKING_DAY -> days.filter(this::isWorkingDay).count();
          case NATURAL_DAY -> days.count();
          case HOUR, CALENDAR -> throw noDay(unit);
        });
  }

  /** The {@code days}-th working day after {@code start}; with 0 days the start itself. */
  public Due addWorkingDays(LocalDate start, int days) {
    notNegative(days);
    var day = start;
    var provisional = false;
    for (var left = days; left > 0; ) {
      day = day.plusDays(1);
      provisional |= !knows(day);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return new Due(day, provisional);
  }

  /** {@code days} calendar days after {@code start}, moved to the next working day if it is off. */
  public Due addNaturalDays(LocalDate start, int days) {
    notNegative(days);
    var day = start.plusDays(days);
    var provisional = !knows(day);
    while (!isWorkingDay(day)) {
      day = day.plusDays(1);
      provisional |= !knows(day);
    }
    return new Due(day, provisional);
  }

  private static IllegalArgumentException noDay(Limit.Unit unit) {
    return new IllegalArgumentException("not counted in days: " + unit);
  }

  private static void notNegative(int days) {
    if (days < 0) {
      throw new IllegalArgumentException("negative days");
    }
  }
}
