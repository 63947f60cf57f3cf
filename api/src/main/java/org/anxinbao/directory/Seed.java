package org.anxinbao.directory;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.anxinbao.directory.SeedFile.Row;
import org.jspecify.annotations.Nullable;

/** The reference data that comes with the product: Jiangmen's, from the plan 江安生字〔2025〕5号. */
final class Seed {
  /** The files give no date of effect: theirs is the year of the plan (cfg). */
  static final LocalDate VALID_FROM = LocalDate.of(2025, 1, 1);

  private Seed() {}

  static Snapshot.Tables tables() {
    return new Snapshot.Tables(
        areas(),
        industries(),
        hazardClasses(),
        organisations(),
        routingRules(),
        holidays(),
        limits(),
        List.of());
  }

  private static List<Area> areas() {
    return SeedFile.csv(
        "areas.csv",
        row ->
            new Area(
                row.text("code"),
                row.optional("parent"),
                row.text("name_zh"),
                row.text("name_en"),
                Area.Level.valueOf(row.text("level").toUpperCase(Locale.ROOT)),
                row.number("centroid_lat"),
                row.number("centroid_lng"),
                row.text("default_routing_office")));
  }

  private static List<Industry> industries() {
    return SeedFile.csv(
        "industries.csv",
        row ->
            new Industry(
                row.text("code"),
                row.optional("parent"),
                row.text("kind"),
                row.text("name_zh"),
                row.text("name_en"),
                row.text("high_risk").equals("true"),
                row.list("keywords_zh")));
  }

  private static List<HazardKind> hazardClasses() {
    var rows = SeedFile.csv("hazard-classes.csv", row -> row);
    var examples =
        rows.stream()
            .filter(row -> row.text("row_type").equals("example"))
            .collect(groupingBy(row -> row.text("class_code")));
    return rows.stream()
        .filter(row -> row.text("row_type").equals("class"))
        .map(row -> hazardClass(row, examples.getOrDefault(row.text("class_code"), List.of())))
        .toList();
  }

  private static HazardKind hazardClass(Row row, List<Row> examples) {
    return new HazardKind(
        row.text("class_code"),
        row.text("class_name_zh"),
        row.text("class_name_en"),
        row.text("hint_zh"),
        row.text("hint_en"),
        examples.stream()
            .map(
                example ->
                    new HazardKind.Example(
                        example.text("code"),
                        example.text("example_zh"),
                        example.text("example_en")))
            .toList());
  }

  private static List<Organisation> organisations() {
    return SeedFile.csv(
        "departments.csv",
        row ->
            new Organisation(
                row.text("code"),
                row.text("name_zh"),
                row.text("name_en"),
                row.text("short_name"),
                row.text("kind"),
                row.text("line"),
                row.optional("area_code"),
                row.optional("parent_code"),
                null));
  }

  private static List<RoutingRule> routingRules() {
    return SeedFile.csv(
        "routing.csv",
        row -> {
          var byLine = row.text("resolve_by").equals("line");
          var industry = row.text("industry_code");
          return new RoutingRule(
              row.text("rule_id"),
              VALID_FROM,
              null,
              Integer.parseInt(row.text("priority")),
              industry.equals("*") ? null : industry,
              row.text("area_scope"),
              byLine ? null : row.text("lead_department"),
              byLine ? row.text("lead_line") : null,
              row.list("co_departments"),
              row.list("co_lines"),
              row.optional("supervising_office"),
              row.optional("supervising_line"));
        });
  }

  private static List<Holiday> holidays() {
    return SeedFile.csv(
        "holidays.csv",
        row ->
            new Holiday(
                LocalDate.parse(row.text("from")),
                LocalDate.parse(row.text("to")),
                row.text("kind").equals("workday"),
                row.text("name_zh")));
  }

  private static List<Limit> limits() {
    return Objects.requireNonNull(SeedFile.yaml("clocks.yaml").get("clocks")).stream()
        .map(Seed::limit)
        .toList();
  }

  private static Limit limit(Map<String, Object> clock) {
    return new Limit(
        text(clock, "code"),
        VALID_FROM,
        text(clock, "applies_to"),
        Integer.parseInt(text(clock, "value")),
        Limit.Unit.valueOf(text(clock, "unit").toUpperCase(Locale.ROOT)),
        Integer.parseInt(text(clock, "warn_before")),
        (@Nullable String) clock.get("extendable_by"),
        (@Nullable Integer) clock.get("max_times"),
        text(clock, "zh"),
        text(clock, "en"),
        text(clock, "basis"),
        text(clock, "source"));
  }

  private static String text(Map<String, Object> clock, String field) {
    return Objects.requireNonNull(clock.get(field), field).toString();
  }
}
