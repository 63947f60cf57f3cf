package org.anxinbao.directory;

import static java.util.stream.Collectors.groupingBy;
import static org.anxinbao.directory.Rows.text;
import static org.anxinbao.directory.Rows.texts;
import static org.anxinbao.directory.Rows.value;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the directory's tables, whole. */
@Component
final class DirectoryTables {
  private final Rows rows;
  private final RuleTables rules;

  DirectoryTables(Rows rows, RuleTables rules) {
    this.rows = rows;
    this.rules = rules;
  }

  /** Grows with every change of a table that a snapshot holds. */
  Mono<Long> revision() {
    return rows.list(
            "select revision from directory_revision", row -> value(row, "revision", Long.class))
        .map(List::getFirst);
  }

  Mono<Snapshot.Tables> read() {
    return Mono.zip(
            areas(),
            industries(),
            hazardClasses(),
            organisations(),
            rules.rules(),
            rules.holidays(),
            rules.limits(),
            rules.keys())
        .map(
            all ->
                new Snapshot.Tables(
                    all.getT1(),
                    all.getT2(),
                    all.getT3(),
                    all.getT4(),
                    all.getT5(),
                    all.getT6(),
                    all.getT7(),
                    all.getT8()));
  }

  private Mono<List<Area>> areas() {
    return rows.list(
        """
        select code, parent, name_zh, name_en, level, latitude, longitude, default_office
          from area order by code
        """,
        row ->
            new Area(
                text(row, "code"),
                row.get("parent", String.class),
                text(row, "name_zh"),
                text(row, "name_en"),
                Area.Level.valueOf(text(row, "level").toUpperCase(Locale.ROOT)),
                row.get("latitude", Double.class),
                row.get("longitude", Double.class),
                text(row, "default_office")));
  }

  private Mono<List<Industry>> industries() {
    return rows.list(
        """
        select code, parent, kind, name_zh, name_en, high_risk, keywords
          from industry order by position, code
        """,
        row ->
            new Industry(
                text(row, "code"),
                row.get("parent", String.class),
                text(row, "kind"),
                text(row, "name_zh"),
                text(row, "name_en"),
                value(row, "high_risk", Boolean.class),
                texts(row, "keywords")));
  }

  private Mono<List<HazardKind>> hazardClasses() {
    record Example(String hazardClass, HazardKind.Example words) {}
    return rows.list(
            "select code, hazard_class, text_zh, text_en from hazard_example order by code",
            row ->
                new Example(
                    text(row, "hazard_class"),
                    new HazardKind.Example(
                        text(row, "code"), text(row, "text_zh"), text(row, "text_en"))))
        .map(examples -> examples.stream().collect(groupingBy(Example::hazardClass)))
        .flatMap(
            examples ->
                rows.list(
                    """
                    select code, name_zh, name_en, hint_zh, hint_en
                      from hazard_class order by position, code
                    """,
                    row ->
                        new HazardKind(
                            text(row, "code"),
                            text(row, "name_zh"),
                            text(row, "name_en"),
                            text(row, "hint_zh"),
                            text(row, "hint_en"),
                            examples.getOrDefault(text(row, "code"), List.of()).stream()
                                .map(Example::words)
                                .toList())));
  }

  private Mono<List<Organisation>> organisations() {
    return rows.list(
        """
        select code, name_zh, name_en, short_name, kind, line, area, parent, credit_code
          from organisation order by code
        """,
        row ->
            new Organisation(
                text(row, "code"),
                text(row, "name_zh"),
                text(row, "name_en"),
                text(row, "short_name"),
                text(row, "kind"),
                text(row, "line"),
                row.get("area", String.class),
                row.get("parent", String.class),
                row.get("credit_code", String.class)));
  }
}
