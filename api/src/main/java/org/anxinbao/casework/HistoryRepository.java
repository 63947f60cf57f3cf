package org.anxinbao.casework;

import static org.anxinbao.web.Columns.choice;
import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to a tip, and what was said; numbered together, dated by the day. */
@Repository
class HistoryRepository {
  /** Who wrote a message. */
  enum Author {
    REPORTER,
    OFFICE
  }

  /**
   * @param kind SUBMITTED, WITHDRAWN, ANSWERED, a decision's name or one of {@link ClockActs}' own
   * @param sealed its {@link EventDetails}, if it has any
   */
  record Event(
      int sequence,
      LocalDate on,
      String kind,
      Status status,
      @Nullable String organisation,
      @Nullable UUID member,
      int epoch,
      byte @Nullable [] sealed) {}

  record Message(int sequence, LocalDate on, Author author, int epoch, byte[] sealed) {}

  private final DatabaseClient database;

  HistoryRepository(DatabaseClient database) {
    this.database = database;
  }

  Flux<Event> events(UUID tip) {
    return database
        .sql(
            """
            select sequence, on_date, kind, status, organisation, member, epoch, sealed
            from tip_event where tip = :tip order by sequence
            """)
        .bind("tip", tip)
        .map(HistoryRepository::event)
        .all();
  }

  Flux<Message> messages(UUID tip) {
    return database
        .sql(
            """
            select sequence, on_date, author, epoch, sealed from message where tip = :tip order by sequence
            """)
        .bind("tip", tip)
        .map(HistoryRepository::message)
        .all();
  }

  Mono<Void> add(UUID tip, Event event) {
    return database
        .sql(
            """
            insert into tip_event (tip, sequence, on_date, kind, status, organisation, member, epoch, sealed)
            values (:tip, :sequence, :onDate, :kind, :status, :organisation, :member, :epoch, :sealed)
            """)
        .bind("tip", tip)
        .bind("sequence", event.sequence())
        .bind("onDate", event.on())
        .bind("kind", event.kind())
        .bind("status", event.status().name())
        .bind("organisation", Parameter.fromOrEmpty(event.organisation(), String.class))
        .bind("member", Parameter.fromOrEmpty(event.member(), UUID.class))
        .bind("epoch", event.epoch())
        .bind("sealed", Parameter.fromOrEmpty(event.sealed(), byte[].class))
        .then();
  }

  Mono<Void> add(UUID tip, Message message) {
    return database
        .sql(
            """
            insert into message (tip, sequence, on_date, author, epoch, sealed)
            values (:tip, :sequence, :onDate, :author, :epoch, :sealed)
            """)
        .bind("tip", tip)
        .bind("sequence", message.sequence())
        .bind("onDate", message.on())
        .bind("author", message.author().name())
        .bind("epoch", message.epoch())
        .bind("sealed", message.sealed())
        .then();
  }

  private static Event event(Readable row) {
    return new Event(
        get(row, "sequence", Integer.class),
        get(row, "on_date", LocalDate.class),
        get(row, "kind", String.class),
        choice(row, "status", Status.class),
        nullable(row, "organisation", String.class),
        nullable(row, "member", UUID.class),
        get(row, "epoch", Integer.class),
        nullable(row, "sealed", byte[].class));
  }

  private static Message message(Readable row) {
    return new Message(
        get(row, "sequence", Integer.class),
        get(row, "on_date", LocalDate.class),
        choice(row, "author", Author.class),
        get(row, "epoch", Integer.class),
        get(row, "sealed", byte[].class));
  }
}
