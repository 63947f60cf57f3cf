package org.anxinbao.intake;

import static org.anxinbao.web.Columns.get;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files that come in parts. Each object has its row before it is stored and until it is removed;
 * two that store the same part do not meet, and one of them counts.
 */
@Repository
class PartRepository {
  /** A part that is there. */
  record Part(long offset, String object) {}

  private final DatabaseClient database;

  PartRepository(DatabaseClient database) {
    this.database = database;
  }

  /** Beside an evidence row that was announced. */
  Mono<Void> begin(UUID id, byte[] sealed) {
    return database
        .sql("insert into upload (evidence, sealed) values (:id, :sealed)")
        .bind("id", id)
        .bind("sealed", sealed)
        .then();
  }

  /** What is sealed about an upload of this mailbox that is under way. */
  Mono<byte[]> find(UUID id, byte[] mailbox) {
    return database
        .sql(
            """
            select u.sealed from upload u join evidence e on e.id = u.evidence
            where e.id = :id and e.mailbox = :mailbox and e.sealed is null
            """)
        .bind("id", id)
        .bind("mailbox", mailbox)
        .map(row -> get(row, "sealed", byte[].class))
        .one();
  }

  Flux<Part> parts(UUID id) {
    return database
        .sql(
            """
            select number, object from upload_part
            where evidence = :id and complete and number is not null order by number
            """)
        .bind("id", id)
        .map(
            row ->
                new Part(
                    (long) get(row, "number", Integer.class) * UploadContent.PART_BYTES,
                    get(row, "object", String.class)))
        .all();
  }

  /**
   * False if the upload is not under way any more.
   *
   * @param offset of the part; null for the whole file
   */
  Mono<Boolean> announce(UUID id, byte[] mailbox, @Nullable Long offset, String object) {
    var number = offset == null ? null : (int) (offset / UploadContent.PART_BYTES);
    return database
        .sql(
            """
            insert into upload_part (object, evidence, number)
            select :object, u.evidence, :number from upload u join evidence e on e.id = u.evidence
            where e.id = :id and e.mailbox = :mailbox and e.sealed is null
            """)
        .bind("object", object)
        .bind("number", Parameter.fromOrEmpty(number, Integer.class))
        .bind("id", id)
        .bind("mailbox", mailbox)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1)
        .onErrorReturn(DataIntegrityViolationException.class, false); // taken away meanwhile
  }

  /** False if the row is gone, or another object of the same part was first. */
  Mono<Boolean> complete(String object) {
    return database
        .sql(
            """
            update upload_part p set complete = true where object = :object and not exists (
              select from upload_part o where o.evidence = p.evidence and o.number = p.number and o.complete)
            """)
        .bind("object", object)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1)
        .onErrorReturn(DataIntegrityViolationException.class, false);
  }

  Flux<String> objects(UUID id) {
    return database
        .sql("select object from upload_part where evidence = :id")
        .bind("id", id)
        .map(row -> get(row, "object", String.class))
        .all();
  }

  Mono<Void> remove(String object) {
    return database
        .sql("delete from upload_part where object = :object")
        .bind("object", object)
        .then();
  }

  /** Once it has no objects any more. */
  Mono<Void> end(UUID id) {
    return database.sql("delete from upload where evidence = :id").bind("id", id).then();
  }

  /** Uploads whose file is complete, and whose parts somebody was kept from removing. */
  Flux<UUID> leftOver(int limit) {
    return database
        .sql(
            """
            select u.evidence from upload u join evidence e on e.id = u.evidence
            where e.sealed is not null limit :limit
            """)
        .bind("limit", limit)
        .map(row -> get(row, "evidence", UUID.class))
        .all();
  }
}
