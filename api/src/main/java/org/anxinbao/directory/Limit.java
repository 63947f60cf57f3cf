package org.anxinbao.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time limit (clock) as it is from {@code validFrom} on. A running clock keeps the value it
 * started with.
 *
 * @param code {@code ACCEPTANCE}, {@code VERIFICATION}, …
 * @param value in units; for {@link Unit#CALENDAR} a number of periods
 * @param warnBefore in the same unit; for {@link Unit#CALENDAR} in days
 * @param extendableBy the code of the limit that an extension adds
 * @param maxTimes how often, where it is limited
 * @param basis law, seed (the plan) or cfg (our default, never shown as a legal limit)
 */
public record Limit(
    String code,
    LocalDate validFrom,
    String appliesTo,
    int value,
    Unit unit,
    int warnBefore,
    @Nullable String extendableBy,
    @Nullable Integer maxTimes,
    String nameZh,
    String nameEn,
    String basis,
    String source) {
  public enum Unit {
    NATURAL_DAY,
    WORKING_DAY,
    HOUR,
    CALENDAR
  }
}
