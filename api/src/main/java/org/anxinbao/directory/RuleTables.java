package org.anxinbao.directory;

import static org.anxinbao.directory.Rows.text;
import static org.anxinbao.directory.Rows.texts;
import static org.anxinbao.directory.Rows.value;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what has a date or a version: rules, the calendar, limits, the current keys. */
@Component
final class RuleTables {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTables.class);

  private final Rows rows;

  /** Reading a key costs more than sealing with it, so that each is read once. */
  private final Map<String, OrganisationKey> read = new ConcurrentHashMap<>();

  RuleTables(Rows rows) {
    this.rows = rows;
  }

  Mono<List<RoutingRule>> rules() {
    return rows.list(
        """
        select id, valid_from, valid_to, priority, industry, area_scope, lead_department, lead_line,
               co_departments, co_lines, supervising_office, supervising_line
          from routing_rule order by id, valid_from
        """,
        row ->
            new RoutingRule(
                text(row, "id"),
                value(row, "valid_from", LocalDate.class),
                row.get("valid_to", LocalDate.class),
                value(row, "priority", Integer.class),
                row.get("industry", String.class),
                text(row, "area_scope"),
                row.get("lead_department", String.class),
                row.get("lead_line", String.class),
                texts(row, "co_departments"),
                texts(row, "co_lines"),
                row.get("supervising_office", String.class),
                row.get("supervising_line", String.class)));
  }

  Mono<List<Holiday>> holidays() {
    return rows.list(
        "select starts_on, ends_on, workday, name_zh from holiday order by starts_on",
        row ->
            new Holiday(
                value(row, "starts_on", LocalDate.class),
                value(row, "ends_on", LocalDate.class),
                value(row, "workday", Boolean.class),
                text(row, "name_zh")));
  }

  Mono<List<Limit>> limits() {
    return rows.list(
        """
        select code, valid_from, applies_to, value, unit, warn_before, extendable_by, max_times,
               name_zh, name_en, basis, source
          from clock_limit order by code, valid_from
        """,
        row ->
            new Limit(
                text(row, "code"),
                value(row, "valid_from", LocalDate.class),
                text(row, "applies_to"),
                value(row, "value", Integer.class),
                Limit.Unit.valueOf(text(row, "unit")),
                value(row, "warn_before", Integer.class),
                row.get("extendable_by", String.class),
                row.get("max_times", Integer.class),
                text(row, "name_zh"),
                text(row, "name_en"),
                text(row, "basis"),
                text(row, "source")));
  }

  /** A key that cannot be read is none: its organisation is passed over, the others go on. */
  Mono<List<OrganisationKey>> keys() {
    return rows.list(
            """
            select distinct on (organisation, duty) organisation, duty, version, public_key
              from organisation_key
             where not retired
             order by organisation, duty, version desc
            """,
            row ->
                key(
                    text(row, "organisation"),
                    Duty.valueOf(text(row, "duty")),
                    value(row, "version", Integer.class),
                    value(row, "public_key", byte[].class)))
        .map(keys -> keys.stream().flatMap(Optional::stream).toList());
  }

  private Optional<OrganisationKey> key(String organisation, Duty duty, int version, byte[] raw) {
    var name = organisation + "/" + duty + "/" + version;
    var known = read.get(name);
    if (known != null && Arrays.equals(known.key().bytes(), raw)) {
      return Optional.of(known);
    }
    try {
      var key = new OrganisationKey(organisation, duty, version, PublicKey.of(raw));
      read.put(name, key);
      return Optional.of(key);
    } catch (IllegalArgumentException e) {
      LOG.error("The public key {} cannot be read; its organisation is passed over", name);
      return Optional.empty();
    }
  }
}
