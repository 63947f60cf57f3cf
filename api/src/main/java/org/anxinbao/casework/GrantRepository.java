package org.anxinbao.casework;

import static org.anxinbao.web.Columns.get;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who holds a tip's data keys. */
@Repository
class GrantRepository {

  record Grant(UUID tip, String holder, int epoch, byte[] sealed) {}

  private final DatabaseClient database;

  GrantRepository(DatabaseClient database) {
    this.database = database;
  }

  Flux<Grant> active(UUID tip, String holder) {
    return find(tip, holder, "ACTIVE");
  }

  Flux<Grant> dormant(UUID tip, String holder) {
    return find(tip, holder, "DORMANT");
  }

  private Flux<Grant> find(UUID tip, String holder, String state) {
    return database
        .sql(
            """
            select tip, holder, epoch, sealed from tip_grant
            where tip = :tip and holder = :holder and state = :state
            """)
        .bind("tip", tip)
        .bind("holder", holder)
        .bind("state", state)
        .map(GrantRepository::grant)
        .all();
  }

  /** The last epoch that anybody was given a key of. */
  Mono<Integer> latestEpoch(UUID tip) {
    return database
        .sql("select max(epoch) as latest from tip_grant where tip = :tip")
        .bind("tip", tip)
        .map(row -> get(row, "latest", Integer.class))
        .one();
  }

  /** The grant of the first epoch stands for the tip in its holder's list. */
  Mono<Void> add(Grant grant, boolean dormant, LocalDate receivedOn) {
    return database
        .sql(
            """
            insert into tip_grant (tip, holder, epoch, state, listed, received_on, sealed)
            values (:tip, :holder, :epoch, :state, :listed, :receivedOn, :sealed)
            """)
        .bind("tip", grant.tip())
        .bind("holder", grant.holder())
        .bind("epoch", grant.epoch())
        .bind("state", dormant ? "DORMANT" : "ACTIVE")
        .bind("listed", grant.epoch() == 0)
        .bind("receivedOn", receivedOn)
        .bind("sealed", grant.sealed())
        .then();
  }

  Mono<Void> wake(Grant grant, byte[] awake) {
    return database
        .sql(
            """
            update tip_grant set state = 'ACTIVE', sealed = :sealed
            where tip = :tip and holder = :holder and epoch = :epoch and state = 'DORMANT'
            """)
        .bind("tip", grant.tip())
        .bind("holder", grant.holder())
        .bind("epoch", grant.epoch())
        .bind("sealed", awake)
        .then();
  }

  Mono<Void> remove(UUID tip, String holder) {
    return database
        .sql("delete from tip_grant where tip = :tip and holder = :holder")
        .bind("tip", tip)
        .bind("holder", holder)
        .then();
  }

  private static Grant grant(Readable row) {
    return new Grant(
        get(row, "tip", UUID.class),
        get(row, "holder", String.class),
        get(row, "epoch", Integer.class),
        get(row, "sealed", byte[].class));
  }
}
