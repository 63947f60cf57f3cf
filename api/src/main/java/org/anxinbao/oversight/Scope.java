package org.anxinbao.oversight;

import java.util.Set;
import java.util.stream.Collectors;
import org.anxinbao.directory.Area;
import org.anxinbao.directory.Organisation;
import org.anxinbao.directory.Snapshot;

/**
 * Whose entries an auditor sees.
 *
 * @param everything also what belongs to no organisation, such as a stranger's refused sign-in
 */
record Scope(boolean everything, Set<String> organisations) {

  /**
   * Of the city or above: everything. Of another office: the organisations of its area and below.
   * Of an enterprise: its own.
   */
  static Scope of(String auditor, Snapshot directory) {
    var office = directory.organisation(auditor);
    if (office.isEmpty() || office.get().isEnterprise()) {
      return new Scope(false, Set.of(auditor));
    }
    var area = directory.area(office.get().area());
    if (area.isEmpty() || area.get().level() == Area.Level.CITY) {
      return new Scope(true, Set.of());
    }
    var areas = Set.copyOf(directory.areasWithin(area.get().code()));
    return new Scope(
        false,
        directory.organisations().stream()
            .filter(each -> each.area() != null && areas.contains(each.area()))
            .map(Organisation::code)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
