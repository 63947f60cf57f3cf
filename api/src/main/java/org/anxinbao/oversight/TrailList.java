package org.anxinbao.oversight;

import static org.anxinbao.web.Columns.choice;
import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry.Actor;
import org.anxinbao.audit.Entry.Outcome;
import org.anxinbao.casework.Exclusions;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An area's entries, the newest date first, then by id, which tells no order within a day. */
@Component
class TrailList {
  /**
   * @param at null for a reporter's act and a stranger's
   * @param subject the random identifier of what was acted on
   * @param reason a code, for what was refused or failed
   */
  record TrailEntry(
      UUID id,
      LocalDate on,
      @Nullable Instant at,
      Actor actor,
      @Nullable UUID member,
      @Nullable String organisation,
      String action,
      @Nullable UUID subject,
      Outcome outcome,
      @Nullable String reason) {}

  /** What a list is narrowed to; null narrows nothing. Both days are included. */
  record Filter(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String action,
      @Nullable Outcome outcome,
      @Nullable Actor actor,
      @Nullable UUID member,
      @Nullable UUID subject) {}

  /**
   * @param excluded the offices that are kept away from its tip, sealed
   */
  private record Found(TrailEntry entry, byte @Nullable [] excluded) {}

  private final DatabaseClient database;
  private final Directory directory;
  private final Exclusions exclusions;

  TrailList(DatabaseClient database, Directory directory, Exclusions exclusions) {
    this.database = database;
    this.directory = directory;
    this.exclusions = exclusions;
  }

  /** As many as were asked for while there are any: a short page would tell what is left out. */
  Mono<List<TrailEntry>> page(Member auditor, Filter filter, @Nullable Cursor after, int limit) {
    var scope = Scope.of(auditor.organisation(), directory.current());
    return rows(scope, filter, after, limit)
        .expand(
            rows ->
                rows.size() < limit
                    ? Mono.empty()
                    : rows(scope, filter, end(rows.getLast().entry()), limit))
        .flatMapIterable(rows -> rows)
        .filter(found -> maySee(auditor, found))
        .map(Found::entry)
        .take(limit)
        .collectList();
  }

  static Cursor end(TrailEntry last) {
    return new Cursor(last.on(), last.id());
  }

  private Mono<List<Found>> rows(Scope scope, Filter filter, @Nullable Cursor after, int limit) {
    return database
        .sql(
            """
            select e.id, e.on_date, e.at, e.actor, e.member, e.organisation, e.action, e.subject, e.outcome,
              e.reason, t.excluded
            from audit_entry e
            left join tip t on t.id = e.subject
            left join member m on m.id = e.member
            where e.on_date <= coalesce(:afterOn::date, 'infinity')
              and (:afterOn::date is null
                or e.on_date < :afterOn
                or (e.on_date = :afterOn and e.id > :afterId))
              and (:everything
                or coalesce(e.organisation, m.organisation) = any(:organisations)
                or t.lead = any(:organisations))
              and e.on_date between coalesce(:from::date, '-infinity') and coalesce(:to::date, 'infinity')
              and (:action::text is null or e.action = :action)
              and (:outcome::text is null or e.outcome = :outcome)
              and (:actor::text is null or e.actor = :actor)
              and (:member::uuid is null or e.member = :member)
              and (:subject::uuid is null or e.subject = :subject)
            order by e.on_date desc, e.id
            limit :limit
            """)
        .bind("afterOn", orEmpty(after == null ? null : after.on(), LocalDate.class))
        .bind("afterId", orEmpty(after == null ? null : after.id(), UUID.class))
        .bind("everything", scope.everything())
        .bind("organisations", scope.organisations().toArray(String[]::new))
        .bind("from", orEmpty(filter.from(), LocalDate.class))
        .bind("to", orEmpty(filter.to(), LocalDate.class))
        .bind("action", orEmpty(filter.action(), String.class))
        .bind("outcome", orEmpty(name(filter.outcome()), String.class))
        .bind("actor", orEmpty(name(filter.actor()), String.class))
        .bind("member", orEmpty(filter.member(), UUID.class))
        .bind("subject", orEmpty(filter.subject(), UUID.class))
        .bind("limit", limit)
        .map(TrailList::found)
        .all()
        .collectList();
  }

  /**
   * An auditor of an office that is kept away from a tip sees what is done to it by nobody but that
   * office's own members: their attempts look the same where there is no such tip.
   */
  private boolean maySee(Member auditor, Found found) {
    var office = auditor.organisation();
    if (found.excluded() == null || office.equals(found.entry().organisation())) {
      return true;
    }
    try {
      var tip = found.entry().subject();
      return tip == null || !exclusions.open(found.excluded(), tip).contains(office);
    } catch (SealBroken unknown) {
      return false;
    }
  }

  private static Found found(Readable row) {
    var at = nullable(row, "at", OffsetDateTime.class);
    return new Found(
        new TrailEntry(
            get(row, "id", UUID.class),
            get(row, "on_date", LocalDate.class),
            at == null ? null : at.toInstant(),
            choice(row, "actor", Actor.class),
            nullable(row, "member", UUID.class),
            nullable(row, "organisation", String.class),
            get(row, "action", String.class),
            nullable(row, "subject", UUID.class),
            choice(row, "outcome", Outcome.class),
            nullable(row, "reason", String.class)),
        nullable(row, "excluded", byte[].class));
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static Parameter orEmpty(@Nullable Object value, Class<?> type) {
    return Parameter.fromOrEmpty(value, type);
  }
}
