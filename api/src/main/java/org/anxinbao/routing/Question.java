package org.anxinbao.routing;

import java.time.LocalDate;
import java.util.Set;

/**
 * What routing needs to know of a tip.
 *
 * @param area an area's code
 * @param industry an industry's code
 * @param excluded organisations the reporter avoids, and the accused's own
 * @param on the rules in force on this day count
 */
public record Question(String area, String industry, Set<String> excluded, LocalDate on) {
  public Question {
    excluded = Set.copyOf(excluded);
  }

  /** Says nobody who is avoided. */
  @Override
  public String toString() {
    return "Question[" + area + ", " + industry + ", " + on + "]";
  }
}
