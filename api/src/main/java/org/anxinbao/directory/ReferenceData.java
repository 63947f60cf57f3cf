package org.anxinbao.directory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Loads the seed into an empty database before the port opens, in one transaction and once, however
 * many nodes start together. Afterwards the database is the truth.
 */
@Component
@DependsOnDatabaseInitialization
final class ReferenceData implements InitializingBean {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DatabaseClient db;
  private final TransactionalOperator transaction;

  ReferenceData(DatabaseClient db, TransactionalOperator transaction) {
    this.db = db;
    this.transaction = transaction;
  }

  /** Runs on the starting thread, which nothing else waits for yet. */
  @Override
  public void afterPropertiesSet() {
    load().block(PATIENCE);
  }

  /** True if this call loaded the seed, false if another one had. */
  Mono<Boolean> load() {
    return db.sql("select pg_advisory_xact_lock(hashtext('reference data'))")
        .fetch()
        .rowsUpdated()
        .then(
            db.sql("select not exists (select from area) as empty")
                .map(row -> Boolean.TRUE.equals(row.get("empty", Boolean.class)))
                .one())
        .flatMap(empty -> empty ? seed().flatMap(this::insert).thenReturn(true) : Mono.just(false))
        .as(transaction::transactional);
  }

  /** Files are not read on the connection's event loop. */
  private static Mono<Snapshot.Tables> seed() {
    return Mono.fromCallable(Seed::tables).subscribeOn(Schedulers.boundedElastic());
  }

  private Mono<Void> insert(Snapshot.Tables seed) {
    return Flux.concat(
            areas(seed.areas()),
            industries(seed.industries()),
            hazardClasses(seed.hazardClasses()),
            examples(seed.hazardClasses()),
            organisations(seed.organisations()),
            rules(seed.routingRules()),
            holidays(seed.holidays()),
            limits(seed.limits()))
        .then();
  }

  private Mono<Long> areas(List<Area> rows) {
    return new UnnestInsert(
            db, "area (code, parent, name_zh, name_en, level, latitude, longitude, default_office)")
        .text(column(rows, Area::code))
        .text(column(rows, Area::parent))
        .text(column(rows, Area::nameZh))
        .text(column(rows, Area::nameEn))
        .text(column(rows, area -> area.level().name().toLowerCase(Locale.ROOT)))
        .as("numeric", column(rows, Area::latitude))
        .as("numeric", column(rows, Area::longitude))
        .text(column(rows, Area::defaultOffice))
        .run();
  }

  private Mono<Long> industries(List<Industry> rows) {
    return new UnnestInsert(
            db, "industry (code, parent, kind, name_zh, name_en, high_risk, keywords, position)")
        .text(column(rows, Industry::code))
        .text(column(rows, Industry::parent))
        .text(column(rows, Industry::kind))
        .text(column(rows, Industry::nameZh))
        .text(column(rows, Industry::nameEn))
        .as("boolean", column(rows, Industry::highRisk))
        .lists(column(rows, Industry::keywords))
        .as("int", positions(rows))
        .run();
  }

  private Mono<Long> hazardClasses(List<HazardKind> rows) {
    return new UnnestInsert(db, "hazard_class (code, name_zh, name_en, hint_zh, hint_en, position)")
        .text(column(rows, HazardKind::code))
        .text(column(rows, HazardKind::nameZh))
        .text(column(rows, HazardKind::nameEn))
        .text(column(rows, HazardKind::hintZh))
        .text(column(rows, HazardKind::hintEn))
        .as("int", positions(rows))
        .run();
  }

  private Mono<Long> examples(List<HazardKind> classes) {
    record Row(String hazardClass, HazardKind.Example example) {}
    var rows =
        classes.stream()
            .flatMap(of -> of.examples().stream().map(example -> new Row(of.code(), example)))
            .toList();
    return new UnnestInsert(db, "hazard_example (code, hazard_class, text_zh, text_en)")
        .text(column(rows, row -> row.example().code()))
        .text(column(rows, Row::hazardClass))
        .text(column(rows, row -> row.example().textZh()))
        .text(column(rows, row -> row.example().textEn()))
        .run();
  }

  private Mono<Long> organisations(List<Organisation> rows) {
    return new UnnestInsert(
            db,
            "organisation (code, name_zh, name_en, short_name, kind, line, area, parent,"
                + " credit_code)")
        .text(column(rows, Organisation::code))
        .text(column(rows, Organisation::nameZh))
        .text(column(rows, Organisation::nameEn))
        .text(column(rows, Organisation::shortName))
        .text(column(rows, Organisation::kind))
        .text(column(rows, Organisation::line))
        .text(column(rows, Organisation::area))
        .text(column(rows, Organisation::parent))
        .text(column(rows, Organisation::creditCode))
        .run();
  }

  private Mono<Long> rules(List<RoutingRule> rows) {
    return new UnnestInsert(
            db,
            "routing_rule (id, valid_from, valid_to, priority, industry, area_scope,"
                + " lead_department, lead_line, co_departments, co_lines, supervising_office,"
                + " supervising_line)")
        .text(column(rows, RoutingRule::id))
        .as("date", column(rows, RoutingRule::validFrom))
        .as("date", column(rows, RoutingRule::validTo))
        .as("int", column(rows, RoutingRule::priority))
        .text(column(rows, RoutingRule::industry))
        .text(column(rows, RoutingRule::areaScope))
        .text(column(rows, RoutingRule::leadDepartment))
        .text(column(rows, RoutingRule::leadLine))
        .lists(column(rows, RoutingRule::coDepartments))
        .lists(column(rows, RoutingRule::coLines))
        .text(column(rows, RoutingRule::supervisingOffice))
        .text(column(rows, RoutingRule::supervisingLine))
        .run();
  }

  private Mono<Long> holidays(List<Holiday> rows) {
    return new UnnestInsert(db, "holiday (starts_on, ends_on, workday, name_zh)")
        .as("date", column(rows, Holiday::startsOn))
        .as("date", column(rows, Holiday::endsOn))
        .as("boolean", column(rows, Holiday::workday))
        .text(column(rows, Holiday::nameZh))
        .run();
  }

  private Mono<Long> limits(List<Limit> rows) {
    return new UnnestInsert(
            db,
            "clock_limit (code, valid_from, applies_to, value, unit, warn_before, extendable_by,"
                + " max_times, name_zh, name_en, basis, source)")
        .text(column(rows, Limit::code))
        .as("date", column(rows, Limit::validFrom))
        .text(column(rows, Limit::appliesTo))
        .as("int", column(rows, Limit::value))
        .text(column(rows, Limit::unit))
        .as("int", column(rows, Limit::warnBefore))
        .text(column(rows, Limit::extendableBy))
        .as("int", column(rows, Limit::maxTimes))
        .text(column(rows, Limit::nameZh))
        .text(column(rows, Limit::nameEn))
        .text(column(rows, Limit::basis))
        .text(column(rows, Limit::source))
        .run();
  }

  private static List<@Nullable Object> positions(List<?> rows) {
    return IntStream.range(0, rows.size()).<@Nullable Object>mapToObj(Integer::valueOf).toList();
  }

  private static <T> List<@Nullable Object> column(List<T> rows, Function<T, @Nullable Object> of) {
    return rows.stream().<@Nullable Object>map(of).toList();
  }
}
