package org.anxinbao.casework;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.anxinbao.web.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What ends by itself: requests and releases of an office that lost the tip, and after a time. */
@Repository
class IdentityEnds {
  private final DatabaseClient database;
  private final Clock clock;
  private final Today today;

  IdentityEnds(DatabaseClient database, Clock clock, Today today) {
    this.database = database;
    this.clock = clock;
    this.today = today;
  }

  /** After grants were taken away, or the reporter took the tip back. */
  Mono<Void> lapse(UUID tip) {
    return Mono.defer(() -> lapseWithin(tip));
  }

  /** Wherever it was not done at once. */
  Mono<Void> lapse() {
    return Mono.defer(() -> lapseWithin(null));
  }

  /** Requests first: it waits for a custodian who is deciding, and then sees what was released. */
  private Mono<Void> lapseWithin(@Nullable UUID tip) {
    return database
        .sql(
            """
            update identity_request r set state = 'LAPSED', decided_on = :on, half = null
            where r.state = 'OPEN' and (:tip::uuid is null or r.tip = :tip) and not %s
            """
                .formatted(IdentityRepository.ALIVE))
        .bind("on", today.date())
        .bind("tip", Parameter.fromOrEmpty(tip, UUID.class))
        .then()
        .then(removeOrphans(tip));
  }

  private Mono<Void> removeOrphans(@Nullable UUID tip) {
    return database
        .sql(
            """
            delete from identity_release l using identity_request r
            where r.id = l.request and (:tip::uuid is null or r.tip = :tip) and not %s
            """
                .formatted(IdentityRepository.ALIVE))
        .bind("tip", Parameter.fromOrEmpty(tip, UUID.class))
        .then();
  }

  Mono<Void> removeExpired() {
    return Mono.defer(
        () ->
            database
                .sql("delete from identity_release where expires_at <= :now")
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .then());
  }
}
