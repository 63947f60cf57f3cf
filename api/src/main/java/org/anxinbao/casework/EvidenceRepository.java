package org.anxinbao.casework;

import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.anxinbao.directory.TipLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files on their way in, and files of tips. The row is there before the object, so that no object
 * is ever without a row: what was cut off is found by its row.
 */
@Repository
public class EvidenceRepository {
  /**
   * @param sealed null until the object is complete
   */
  public record File(UUID id, int epoch, String object, byte @Nullable [] sealed) {}

  /** In the place of a mailbox's hash. */
  private static final byte[] NOBODY = new byte[32];

  private final DatabaseClient database;

  EvidenceRepository(DatabaseClient database) {
    this.database = database;
  }

  /** False when the mailbox has as many files as it may: those on the way and those of its tip. */
  public Mono<Boolean> announce(UUID id, byte[] mailbox, LocalDate on, String object) {
    return database
        .sql(
            """
            insert into evidence (id, mailbox, on_date, object)
            select :id, :mailbox, :onDate, :object
            where (select count(*) from evidence where mailbox = :mailbox)
              + (select count(*) from evidence e join mailbox m on m.tip = e.tip where m.hash = :mailbox) < :most
            """)
        .bind("id", id)
        .bind("mailbox", mailbox)
        .bind("onDate", on)
        .bind("object", object)
        .bind("most", TipLimits.CURRENT.files())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** False if the row is gone. */
  public Mono<Boolean> complete(UUID id, byte[] sealed) {
    return database
        .sql("update evidence set sealed = :sealed where id = :id and tip is null")
        .bind("sealed", sealed)
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** The complete files of a mailbox that belong to no tip yet, among these. */
  public Flux<File> uploads(byte[] mailbox, Collection<UUID> ids) {
    return database
        .sql(
            """
            select id, epoch, object, sealed from evidence
            where mailbox = :mailbox and id = any(:ids) and sealed is not null
            """)
        .bind("mailbox", mailbox)
        .bind("ids", ids.toArray(UUID[]::new))
        .map(EvidenceRepository::file)
        .all();
  }

  /** All complete files of a mailbox that belong to no tip yet. */
  Flux<File> uploads(byte[] mailbox) {
    return database
        .sql(
            """
            select id, epoch, object, sealed from evidence where mailbox = :mailbox and sealed is not null
            """)
        .bind("mailbox", mailbox)
        .map(EvidenceRepository::file)
        .all();
  }

  /** As {@link #complete}, with an object that was put together; false if another was first. */
  public Mono<Boolean> complete(UUID id, byte[] mailbox, String object, byte[] sealed) {
    return database
        .sql(
            """
            update evidence set object = :object, sealed = :sealed
            where id = :id and mailbox = :mailbox and sealed is null
            """)
        .bind("object", object)
        .bind("sealed", sealed)
        .bind("id", id)
        .bind("mailbox", mailbox)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /**
   * Takes an upload out of every tip's reach and answers its object's name. The row stays until the
   * object is gone, for the sweep to find.
   */
  public Mono<String> abandon(byte[] mailbox, UUID id) {
    return database
        .sql(
            """
            update evidence set sealed = null where id = :id and mailbox = :mailbox returning object
            """)
        .bind("id", id)
        .bind("mailbox", mailbox)
        .map(row -> get(row, "object", String.class))
        .one();
  }

  /** Takes the row of an upload away that did not come to its end. */
  public Mono<Void> removeUnfinished(UUID id) {
    return database
        .sql("delete from evidence where id = :id and sealed is null")
        .bind("id", id)
        .then();
  }

  /**
   * An upload that did not come to its end no longer counts for its mailbox: the sweep takes it.
   */
  public Mono<Void> disown(UUID id) {
    return database
        .sql("update evidence set mailbox = :nobody where id = :id and sealed is null")
        .bind("nobody", NOBODY)
        .bind("id", id)
        .then();
  }

  /** Uploads of nobody, and those of before this day that never came to belong to a tip. */
  public Flux<File> abandoned(LocalDate before, int limit) {
    return database
        .sql(
            """
            select id, epoch, object, sealed from evidence
            where tip is null and on_date < :before or mailbox = :nobody limit :limit
            """)
        .bind("nobody", NOBODY)
        .bind("before", before)
        .bind("limit", limit)
        .map(EvidenceRepository::file)
        .all();
  }

  public Mono<Void> removeAbandoned(UUID id) {
    return database
        .sql("delete from evidence where id = :id and tip is null")
        .bind("id", id)
        .then();
  }

  Flux<File> ofTip(UUID tip) {
    return database
        .sql(
            """
            select id, epoch, object, sealed from evidence where tip = :tip and sealed is not null order by id
            """)
        .bind("tip", tip)
        .map(EvidenceRepository::file)
        .all();
  }

  /** True if the upload was still there. */
  Mono<Boolean> bind(UUID id, byte[] mailbox, UUID tip, int epoch, byte[] sealed) {
    return database
        .sql(
            """
            update evidence set tip = :tip, mailbox = null, epoch = :epoch, sealed = :sealed
            where id = :id and mailbox = :mailbox
            """)
        .bind("tip", tip)
        .bind("epoch", epoch)
        .bind("sealed", sealed)
        .bind("id", id)
        .bind("mailbox", mailbox)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private static File file(Readable row) {
    return new File(
        get(row, "id", UUID.class),
        get(row, "epoch", Integer.class),
        get(row, "object", String.class),
        nullable(row, "sealed", byte[].class));
  }
}
