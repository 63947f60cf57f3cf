package org.anxinbao.casework;

import java.time.LocalDate;
import org.anxinbao.directory.Snapshot;

/**
 * The clock of a tip that comes today.
 *
 * @param lookOn the day on which it is to be looked at first
 */
public record FirstClock(LocalDate dueOn, LocalDate lookOn) {
  public static FirstClock of(Snapshot directory, boolean toEnterprise, LocalDate today) {
    var clocks = new Clocks(directory::limit, directory.calendar(), today);
    var clock = clocks.first(toEnterprise);
    return new FirstClock(clock.dueOn(), clocks.soonIfProvisional(clock, clock.warnOn()));
  }
}
