package org.anxinbao.directory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who leads, supervises and may assist for an industry in an area, from {@code validFrom} until the
 * day before {@code validTo}. The lead is a fixed department or the office of a line in the tip's
 * district.
 *
 * @param priority the lowest number that matches wins
 * @param industry null for every industry
 * @param areaScope an area's code, which covers what lies in it, or {@link #EVERY_DISTRICT}
 * @param supervisingLine looked up in the district where {@code supervisingOffice} is null
 */
public record RoutingRule(
    String id,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    int priority,
    @Nullable String industry,
    String areaScope,
    @Nullable String leadDepartment,
    @Nullable String leadLine,
    List<String> coDepartments,
    List<String> coLines,
    @Nullable String supervisingOffice,
    @Nullable String supervisingLine) {
  public static final String EVERY_DISTRICT = "district:*";

  public RoutingRule {
    if ((leadDepartment == null) == (leadLine == null)) {
      throw new IllegalArgumentException("rule " + id + " needs a lead department or a lead line");
    }
    coDepartments = List.copyOf(coDepartments);
    coLines = List.copyOf(coLines);
  }

  public boolean appliesOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
  }
}
