package org.anxinbao.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.anxinbao.directory.Area;
import org.anxinbao.directory.Industry;
import org.anxinbao.directory.Organisation;
import org.anxinbao.directory.RoutingRule;
import org.anxinbao.directory.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Where a tip lies: its area and its industry, each with what is above it, the nearest first.
 *
 * @param industries codes
 */
record Ground(List<Area> areas, List<String> industries) {
  /**
   * @throws IllegalArgumentException for an area or industry that does not exist
   */
  static Ground of(Snapshot snapshot, Question question) {
    return new Ground(
        climb(question.area(), snapshot::area, Area::parent),
        climb(question.industry(), snapshot::industry, Industry::parent).stream()
            .map(Industry::code)
            .toList());
  }

  static List<Area> areas(Snapshot snapshot, String area) {
    return climb(area, snapshot::area, Area::parent);
  }

  /** Steps from the tip's area up to the scope; negative where the scope does not cover it. */
  int distance(String scope) {
    for (var i = 0; i < areas.size(); i++) {
      var area = areas.get(i);
      if (area.code().equals(scope)
          || (scope.equals(RoutingRule.EVERY_DISTRICT) && area.level() == Area.Level.DISTRICT)) {
        return i;
      }
    }
    return -1;
  }

  /** The office of a line in the tip's district; none for a tip in the city at large. */
  Optional<String> office(Snapshot snapshot, @Nullable String line) {
    return line == null
        ? Optional.empty()
        : areas.stream()
            .filter(area -> area.level() == Area.Level.DISTRICT)
            .findFirst()
            .flatMap(district -> snapshot.office(district.code(), line))
            .map(Organisation::code);
  }

  private static <T> List<T> climb(
      String code, Function<String, Optional<T>> find, Function<T, @Nullable String> parent) {
    var way = new ArrayList<T>();
    var next = find.apply(code);
    if (next.isEmpty()) {
      throw new IllegalArgumentException("unknown area or industry");
    }
    while (next.isPresent() && !way.contains(next.get())) {
      way.add(next.get());
      var above = parent.apply(next.get());
      next = above == null ? Optional.empty() : find.apply(above);
    }
    return way;
  }
}
