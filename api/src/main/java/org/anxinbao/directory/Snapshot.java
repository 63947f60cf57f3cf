package org.anxinbao.directory;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Everything the directory knew at one moment; never changes. Reading it needs no database, so a
 * submission is routed, sealed and dated from memory.
 */
public final class Snapshot {
  private record Duties(String organisation, Duty duty) {}

  private record Place(String area, String line) {}

  private final Tables tables;
  private final Map<String, Area> areas;
  private final Map<String, Industry> industries;
  private final Map<String, HazardKind> hazardClasses;
  private final Map<String, Organisation> organisations;
  private final Map<Duties, OrganisationKey> keys = new HashMap<>();
  private final Map<Place, Organisation> offices = new HashMap<>();
  private final WorkCalendar calendar;

  /** What a snapshot is made of; of several keys for one duty the highest version counts. */
  public record Tables(
      List<Area> areas,
      List<Industry> industries,
      List<HazardKind> hazardClasses,
      List<Organisation> organisations,
      List<RoutingRule> routingRules,
      List<Holiday> holidays,
      List<Limit> limits,
      List<OrganisationKey> keys) {
    public Tables {
      areas = List.copyOf(areas);
      industries = List.copyOf(industries);
      hazardClasses = List.copyOf(hazardClasses);
      organisations = List.copyOf(organisations);
      routingRules = List.copyOf(routingRules);
      holidays = List.copyOf(holidays);
      limits = List.copyOf(limits);
      keys = List.copyOf(keys);
    }
  }

  public Snapshot(Tables tables) {
    this.tables = tables;
    areas = index(tables.areas, Area::code);
    industries = index(tables.industries, Industry::code);
    hazardClasses = index(tables.hazardClasses, HazardKind::code);
    organisations = index(tables.organisations, Organisation::code);
    for (var key : tables.keys) {
      keys.merge(
          new Duties(key.organisation(), key.duty()),
          key,
          (one, other) -> one.version() > other.version() ? one : other);
    }
    for (var office : tables.organisations) {
      if (office.area() != null && !office.isEnterprise() && !office.isTown()) {
        offices.merge(
            new Place(office.area(), office.line()),
            office,
            (one, other) -> one.code().compareTo(other.code()) <= 0 ? one : other);
      }
    }
    calendar = new WorkCalendar(tables.holidays);
  }

  public List<Area> areas() {
    return tables.areas;
  }

  public List<Industry> industries() {
    return tables.industries;
  }

  public List<HazardKind> hazardClasses() {
    return tables.hazardClasses;
  }

  public List<Organisation> organisations() {
    return tables.organisations;
  }

  public List<RoutingRule> routingRules() {
    return tables.routingRules;
  }

  public Optional<Area> area(@Nullable String code) {
    return find(areas, code);
  }

  /** The codes of an area and of all that lie in it. */
  public List<String> areasWithin(String code) {
    return tables.areas.stream().filter(area -> isWithin(area, code)).map(Area::code).toList();
  }

  public Optional<Industry> industry(@Nullable String code) {
    return find(industries, code);
  }

  public Optional<HazardKind> hazardClass(@Nullable String code) {
    return find(hazardClasses, code);
  }

  public Optional<Organisation> organisation(@Nullable String code) {
    return find(organisations, code);
  }

  public boolean isEnterprise(@Nullable String code) {
    return organisation(code).filter(Organisation::isEnterprise).isPresent();
  }

  /** The government office of a line in exactly this area. */
  public Optional<Organisation> office(String area, String line) {
    return Optional.ofNullable(offices.get(new Place(area, line)));
  }

  /** The current key, with its version; empty until the organisation's first member came. */
  public Optional<OrganisationKey> organisationKey(String organisation, Duty duty) {
    return Optional.ofNullable(keys.get(new Duties(organisation, duty)));
  }

  public Optional<PublicKey> publicKey(String organisation, Duty duty) {
    return organisationKey(organisation, duty).map(OrganisationKey::key);
  }

  public WorkCalendar calendar() {
    return calendar;
  }

  /**
   * The limit as it is on a day.
   *
   * @throws IllegalArgumentException for a code that has no value on that day
   */
  public Limit limit(String code, LocalDate on) {
    return tables.limits.stream()
        .filter(limit -> limit.code().equals(code) && !limit.validFrom().isAfter(on))
        .max(comparing(Limit::validFrom))
        .orElseThrow(() -> new IllegalArgumentException("no limit " + code + " on " + on));
  }

  /**
   * The last day of a clock that starts on a day, by the limit in force that day.
   *
   * @throws IllegalArgumentException for an unknown code, or a limit not counted in days
   */
  public Due due(String code, LocalDate start) {
    var limit = limit(code, start);
    return calendar.end(limit.unit(), start, limit.value());
  }

  private boolean isWithin(Area area, String code) {
    return area.code().equals(code)
        || area(area.parent()).filter(above -> isWithin(above, code)).isPresent();
  }

  private static <T> Map<String, T> index(List<T> rows, Function<T, String> code) {
    return rows.stream().collect(toUnmodifiableMap(code, Function.identity()));
  }

  private static <T> Optional<T> find(Map<String, T> rows, @Nullable String code) {
    return code == null ? Optional.empty() : Optional.ofNullable(rows.get(code));
  }
}
