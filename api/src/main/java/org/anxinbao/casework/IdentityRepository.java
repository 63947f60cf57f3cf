package org.anxinbao.casework;

import static org.anxinbao.web.Columns.choice;
import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.anxinbao.casework.IdentityRequest.Asker;
import org.anxinbao.casework.IdentityRequest.Sealed;
import org.anxinbao.casework.IdentityRequest.State;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests for names, and the names that are released. */
@Repository
class IdentityRepository {
  /**
   * @param sealed the name, for who asked
   */
  record Release(IdentityRequest request, byte[] sealed) {}

  /** A release that expired is no release, whether or not it has been swept away. */
  private static final String SELECT =
      """
      select r.id, r.tip, r.custodian, r.organisation, r.member, r.epoch, r.state, r.asked_on, r.decided_on,
        r.custody, r.asked, r.half, r.decided, m.name, l.expires_at, l.sealed
      from identity_request r
      left join identity_release l on l.request = r.id and l.expires_at > :now
      left join member m on m.id = r.member
      """;

  /** The office that asked still reads the tip, and the reporter has not taken it back. */
  static final String ALIVE =
      """
      exists (select 1 from tip_grant g join tip t on t.id = g.tip
        where g.tip = r.tip and g.holder = r.organisation and g.state = 'ACTIVE' and t.status <> 'WITHDRAWN')
      """;

  private final DatabaseClient database;
  private final Clock clock;

  IdentityRepository(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Flux<IdentityRequest> ofTip(UUID tip) {
    return select("where r.tip = :tip order by r.asked_on, r.decided_on, r.id")
        .bind("tip", tip)
        .map(IdentityRepository::request)
        .all();
  }

  /** The newest date first, then by id. */
  Flux<IdentityRequest> page(
      String custodian, @Nullable State state, @Nullable Cursor after, int limit) {
    return select(
            """
            where r.custodian = :custodian
              and (:state::text is null or r.state = :state)
              and (:afterOn::date is null
                or r.asked_on < :afterOn
                or (r.asked_on = :afterOn and r.id > :afterId))
            order by r.asked_on desc, r.id
            limit :limit
            """)
        .bind("custodian", custodian)
        .bind("state", Parameter.fromOrEmpty(state == null ? null : state.name(), String.class))
        .bind("afterOn", Parameter.fromOrEmpty(after == null ? null : after.on(), LocalDate.class))
        .bind("afterId", Parameter.fromOrEmpty(after == null ? null : after.id(), UUID.class))
        .bind("limit", limit)
        .map(IdentityRepository::request)
        .all();
  }

  /** Holds the row until the transaction ends: of two who decide at once, one is late. */
  Mono<IdentityRequest> lock(UUID id, String custodian) {
    return select("where r.id = :id and r.custodian = :custodian for update of r")
        .bind("id", id)
        .bind("custodian", custodian)
        .map(IdentityRepository::request)
        .one();
  }

  Mono<Boolean> alive(UUID id) {
    return database
        .sql("select " + ALIVE + " as alive from identity_request r where r.id = :id")
        .bind("id", id)
        .map(row -> get(row, "alive", Boolean.class))
        .one();
  }

  /** What this member may read now. */
  Mono<Release> release(UUID tip, Member by) {
    return select(
            "where r.tip = :tip and r.member = :member and r.organisation = :organisation"
                + " and l.request is not null and "
                + ALIVE)
        .bind("tip", tip)
        .bind("member", by.id())
        .bind("organisation", by.organisation())
        .map(row -> new Release(request(row), get(row, "sealed", byte[].class)))
        .first();
  }

  Mono<Void> add(IdentityRequest request) {
    return database
        .sql(
            """
            insert into identity_request
              (id, tip, custodian, organisation, member, epoch, state, asked_on, custody, asked, half)
            values (:id, :tip, :custodian, :organisation, :member, :epoch, :state, :askedOn, :custody, :asked, :half)
            """)
        .bind("id", request.id())
        .bind("tip", request.tip())
        .bind("custodian", request.custodian())
        .bind("organisation", request.by().organisation())
        .bind("member", request.by().member())
        .bind("epoch", request.epoch())
        .bind("state", request.state().name())
        .bind("askedOn", request.askedOn())
        .bind("custody", request.sealed().custody())
        .bind("asked", request.sealed().asked())
        .bind("half", Parameter.fromOrEmpty(request.sealed().half(), byte[].class))
        .then();
  }

  /** The half of the name goes with the decision. */
  Mono<Void> decided(UUID id, State state, LocalDate on, byte @Nullable [] reason) {
    return database
        .sql(
            """
            update identity_request set state = :state, decided_on = :on, decided = :reason, half = null
            where id = :id
            """)
        .bind("id", id)
        .bind("state", state.name())
        .bind("on", on)
        .bind("reason", Parameter.fromOrEmpty(reason, byte[].class))
        .then();
  }

  Mono<Void> add(UUID request, Instant expiresAt, byte[] sealed) {
    return database
        .sql(
            """
            insert into identity_release (request, expires_at, sealed) values (:request, :expiresAt, :sealed)
            """)
        .bind("request", request)
        .bind("expiresAt", utc(expiresAt))
        .bind("sealed", sealed)
        .then();
  }

  private DatabaseClient.GenericExecuteSpec select(String where) {
    return database.sql(SELECT + where).bind("now", utc(clock.instant()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static IdentityRequest request(Readable row) {
    var expires = nullable(row, "expires_at", OffsetDateTime.class);
    return new IdentityRequest(
        get(row, "id", UUID.class),
        get(row, "tip", UUID.class),
        get(row, "custodian", String.class),
        new Asker(
            get(row, "member", UUID.class),
            get(row, "organisation", String.class),
            nullable(row, "name", String.class)),
        get(row, "epoch", Integer.class),
        choice(row, "state", State.class),
        get(row, "asked_on", LocalDate.class),
        nullable(row, "decided_on", LocalDate.class),
        expires == null ? null : expires.toInstant(),
        new Sealed(
            get(row, "custody", byte[].class),
            get(row, "asked", byte[].class),
            nullable(row, "half", byte[].class),
            nullable(row, "decided", byte[].class)));
  }
}
