package org.anxinbao.directory;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.anxinbao.web.Checks;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the work calendar says, for every signed-in member; nothing is stored. */
@RestController
@RequestMapping("/admin/api/v1")
class CalendarController {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2099;

  /** Ten years. */
  private static final int LONGEST = 3_660;

  private final Directory directory;

  CalendarController(Directory directory) {
    this.directory = directory;
  }

  /** The last day of a time limit. */
  @PostMapping("/clocks/preview")
  @MayCall
  ClockEnd preview(Member member, @RequestBody ClockPreview asked) {
    new Checks()
        .refuse(outOfRange(asked.start()), "/start", "date-out-of-range")
        .refuse(asked.days() < 0 || asked.days() > LONGEST, "/days", "out-of-range")
        .finish();
    var calendar = directory.current().calendar();
    var end =
        switch (asked.unit()) {
          case WORKING_DAY -> calendar.addWorkingDays(asked.start(), asked.days());
          case NATURAL_DAY -> calendar.addNaturalDays(asked.start(), asked.days());
        };
    return new ClockEnd(end.date(), end.provisional());
  }

  @GetMapping("/calendar/{date}")
  @MayCall
  CalendarDay day(
      Member member,
      @Parameter(schema = @Schema(type = "string", format = "date")) @PathVariable String date) {
    var day = parsed(date);
    new Checks().refuse(outOfRange(day), "/path/date", "date-out-of-range").finish();
    var calendar = directory.current().calendar();
    return new CalendarDay(calendar.isWorkingDay(day), calendar.knows(day));
  }

  /** As text, so that what is no date is told so: an identifier in a path would be a 404. */
  private static LocalDate parsed(String date) {
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException notOne) {
      throw Problem.field(ProblemType.INVALID_REQUEST, "/path/date", "not-a-date");
    }
  }

  private static boolean outOfRange(LocalDate day) {
    return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR;
  }

  enum DayUnit {
    WORKING_DAY,
    NATURAL_DAY
  }

  record ClockPreview(LocalDate start, int days, DayUnit unit) {}

  /**
   * @param provisional a year that it touches has no official calendar yet
   */
  record ClockEnd(LocalDate due, boolean provisional) {}

  /**
   * @param official whether the year's notice is loaded; if not, Monday to Friday is worked
   */
  record CalendarDay(boolean workingDay, boolean official) {}
}
