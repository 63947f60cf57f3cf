package org.anxinbao.directory;

import java.time.LocalDate;

/**
 * A row of the State Council's yearly notice.
 *
 * @param endsOn inclusive
 * @param workday a weekend day that is worked; otherwise days off
 */
public record Holiday(LocalDate startsOn, LocalDate endsOn, boolean workday, String nameZh) {
  public Holiday {
    if (endsOn.isBefore(startsOn)) {
      throw new IllegalArgumentException("holiday ends before it starts");
    }
  }
}
