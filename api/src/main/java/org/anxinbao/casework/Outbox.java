package org.anxinbao.casework;

import java.util.UUID;
import org.anxinbao.web.Today;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What other parts of the house will hear of: that something happened to a tip, and not a word
 * more.
 */
@Repository
class Outbox {
  private final DatabaseClient database;
  private final Today today;

  Outbox(DatabaseClient database, Today today) {
    this.database = database;
    this.today = today;
  }

  Mono<Void> add(String kind, UUID tip) {
    return database
        .sql("insert into outbox (id, on_date, kind, tip) values (:id, :onDate, :kind, :tip)")
        .bind("id", UUID.randomUUID())
        .bind("onDate", today.date())
        .bind("kind", kind)
        .bind("tip", tip)
        .then();
  }
}
