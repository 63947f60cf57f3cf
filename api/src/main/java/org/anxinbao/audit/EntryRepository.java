package org.anxinbao.audit;

import static org.anxinbao.web.Columns.get;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the trail by the day. */
@Repository
class EntryRepository {
  private static final int PAGE = 10_000;

  private final DatabaseClient database;

  EntryRepository(DatabaseClient database) {
    this.database = database;
  }

  /** Empty where there is no entry at all. */
  Mono<LocalDate> firstDay() {
    return database
        .sql("select on_date from audit_entry order by on_date, id desc limit 1")
        .map(row -> get(row, "on_date", LocalDate.class))
        .one();
  }

  /** All of a day, page by page: a day can be longer than a statement may take. */
  Flux<StoredEntry> ofDay(LocalDate day) {
    return page(day, null)
        .expand(page -> page.size() < PAGE ? Mono.empty() : page(day, page.getLast().id()))
        .flatMapIterable(page -> page);
  }

  private Mono<List<StoredEntry>> page(LocalDate day, @Nullable UUID after) {
    return database
        .sql(
            """
            select %s from audit_entry
            where on_date = :day and (:after::uuid is null or id > :after)
            order by id limit :most
            """
                .formatted(StoredEntry.COLUMNS))
        .bind("day", day)
        .bind("after", Parameter.fromOrEmpty(after, UUID.class))
        .bind("most", PAGE)
        .map(StoredEntry::of)
        .all()
        .collectList();
  }
}
