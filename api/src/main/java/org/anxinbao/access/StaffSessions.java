package org.anxinbao.access;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Member;
import org.anxinbao.web.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Sessions as rows that open nothing by themselves. Idle 30 minutes, 12 hours at most; a deleted
 * row is a dead session on every node at once.
 */
@Service
class StaffSessions {
  static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration TOUCH = Duration.ofMinutes(1);

  private final DatabaseClient database;
  private final Clock clock;

  StaffSessions(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Opens a session with an identifier of its own, within the caller's transaction. */
  Mono<SessionSecret> open(UUID member, PrivateKey key) {
    return Mono.defer(
        () -> {
          var secret = SessionSecret.random();
          var now = utc(clock.instant().truncatedTo(ChronoUnit.SECONDS));
          return database
              .sql(
                  """
                  insert into staff_session (id_hash, member, wrapped_key, started_at, seen_at)
                  values (:idHash, :member, :wrappedKey, :startedAt, :seenAt)
                  """)
              .bind("idHash", secret.idHash())
              .bind("member", member)
              .bind("wrappedKey", key.wrap(secret.key(), secret.place()))
              .bind("startedAt", now)
              .bind("seenAt", now)
              .then()
              .thenReturn(secret);
        });
  }

  /** The member as he or she is now: a role taken away is gone at the next request. */
  Mono<Member> find(SessionSecret secret) {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          return database
              .sql(
                  """
                  select m.id, m.name, m.organisation, m.roles, s.wrapped_key, s.started_at, s.seen_at
                  from staff_session s
                  join member m on m.id = s.member
                  where s.id_hash = :idHash and m.active
                    and s.started_at > :startedAfter and s.seen_at > :seenAfter
                  """)
              .bind("idHash", secret.idHash())
              .bind("startedAfter", utc(now.minus(LONGEST)))
              .bind("seenAfter", utc(now.minus(IDLE)))
              .map(row -> seen(row, secret))
              .one()
              .flatMap(seen -> touch(secret, seen, now).thenReturn(seen.member()))
              .onErrorResume(SealBroken.class, _ -> Mono.empty());
        });
  }

  Mono<Void> close(SessionSecret secret) {
    return database
        .sql("delete from staff_session where id_hash = :idHash")
        .bind("idHash", secret.idHash())
        .then();
  }

  /** Dead rows hold nothing that opens, but what is not there cannot be tried. */
  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
  Mono<Void> sweep() {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          return database
              .sql(
                  """
                  delete from staff_session
                  where started_at <= :startedBefore or seen_at <= :seenBefore
                  """)
              .bind("startedBefore", utc(now.minus(LONGEST)))
              .bind("seenBefore", utc(now.minus(IDLE)))
              .then();
        });
  }

  private record Seen(Member member, Instant at) {}

  private static Seen seen(Readable row, SessionSecret secret) {
    var key =
        PrivateKey.unwrap(get(row, "wrapped_key", byte[].class), secret.key(), secret.place());
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(get(row, "roles", String[].class)).map(Role::valueOf).forEach(roles::add);
    var member =
        new Member(
            get(row, "id", UUID.class),
            get(row, "name", String.class),
            get(row, "organisation", String.class),
            roles,
            key,
            get(row, "started_at", OffsetDateTime.class).toInstant().plus(LONGEST));
    return new Seen(member, get(row, "seen_at", OffsetDateTime.class).toInstant());
  }

  private Mono<Void> touch(SessionSecret secret, Seen seen, Instant now) {
    if (seen.at().isAfter(now.minus(TOUCH))) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            update staff_session set seen_at = :now
            where id_hash = :idHash and seen_at < :now
            """)
        .bind("now", utc(now))
        .bind("idHash", secret.idHash())
        .then();
  }

  static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
