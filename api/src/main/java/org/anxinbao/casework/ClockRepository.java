package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.UUID;
import org.anxinbao.casework.TipRepository.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tips whose clocks somebody has to look at. */
@Repository
class ClockRepository {
  private final DatabaseClient database;

  ClockRepository(DatabaseClient database) {
    this.database = database;
  }

  /** Held until the transaction ends; those that another sweeper or an officer holds are left. */
  Flux<Sealed> ripe(LocalDate today, int most) {
    return database
        .sql(
            """
            select %s from tip t where t.look_on <= :today
            order by t.look_on limit :most for update skip locked
            """
                .formatted(TipRepository.COLUMNS))
        .bind("today", today)
        .bind("most", most)
        .map(TipRepository::sealed)
        .all();
  }

  /** Nothing happened to it but that its dates were counted again. */
  Mono<Void> storeDates(Tip tip) {
    return database
        .sql(
            """
            update tip set due_on = :dueOn, look_on = :lookOn, clock_mark = :mark where id = :id
            """)
        .bind("id", tip.id())
        .bind("dueOn", tip.progress().dueOn())
        .bind("lookOn", Parameter.fromOrEmpty(tip.timing().lookOn(), LocalDate.class))
        .bind("mark", Parameter.fromOrEmpty(mark(tip), String.class))
        .then();
  }

  Mono<Void> putOff(UUID tip, LocalDate until) {
    return database
        .sql("update tip set look_on = :until where id = :id")
        .bind("id", tip)
        .bind("until", until)
        .then();
  }

  private static @Nullable String mark(Tip tip) {
    var mark = tip.timing().mark();
    return mark == null ? null : mark.name();
  }
}
