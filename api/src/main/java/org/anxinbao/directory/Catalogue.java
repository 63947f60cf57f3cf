package org.anxinbao.directory;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a reporter chooses from, in one language. Says nothing of keys: whether an office can
 * receive a tip already would tell who was passed over.
 */
record Catalogue(
    List<Place> areas,
    List<Field> industries,
    List<Kind> hazardClasses,
    List<Body> organisations,
    List<Body> enterprises,
    TipLimits limits) {
  /**
   * @param level city, district or town
   */
  record Place(String code, String name, @Nullable String parent, String level) {}

  /**
   * @param keywords for suggestion while typing, in Chinese
   */
  record Field(String code, String name, @Nullable String parent, List<String> keywords) {}

  record Kind(String code, String name, String hint, List<String> examples) {}

  record Body(String code, String name, @Nullable String area) {}

  static Catalogue of(Snapshot snapshot, boolean english) {
    return new Catalogue(
        snapshot.areas().stream()
            .map(
                area ->
                    new Place(
                        area.code(),
                        english ? area.nameEn() : area.nameZh(),
                        area.parent(),
                        area.level().name().toLowerCase(Locale.ROOT)))
            .toList(),
        snapshot.industries().stream()
            .map(
                industry ->
                    new Field(
                        industry.code(),
                        english ? industry.nameEn() : industry.nameZh(),
                        industry.parent(),
                        industry.keywords()))
            .toList(),
        snapshot.hazardClasses().stream().map(kind -> kind(kind, english)).toList(),
        bodies(snapshot, english, organisation -> !organisation.isEnterprise()),
        bodies(snapshot, english, Organisation::isEnterprise),
        TipLimits.CURRENT);
  }

  private static Kind kind(HazardKind kind, boolean english) {
    return new Kind(
        kind.code(),
        english ? kind.nameEn() : kind.nameZh(),
        english ? kind.hintEn() : kind.hintZh(),
        kind.examples().stream()
            .map(example -> english ? example.textEn() : example.textZh())
            .toList());
  }

  private static List<Body> bodies(
      Snapshot snapshot, boolean english, Predicate<Organisation> which) {
    return snapshot.organisations().stream()
        .filter(which.and(organisation -> organisation.area() != null))
        .map(
            organisation ->
                new Body(
                    organisation.code(),
                    english ? organisation.nameEn() : organisation.nameZh(),
                    organisation.area()))
        .toList();
  }
}
