package org.anxinbao.audit;

import static org.anxinbao.web.Columns.get;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checkpoints and what they keep beside them. Rows come, and never change. */
@Repository
class CheckpointRepository {
  /** A checkpoint, and what fills its tree up. */
  record Sealed(Checkpoint checkpoint, byte[] filling) {}

  /**
   * @param path hex, the hashes one after the other
   */
  record Way(UUID entry, int position, String path) {}

  private static final int PAGE = 1000;
  private static final String COLUMNS = "number, day, size, root, previous, signature, filling";

  private final DatabaseClient database;

  CheckpointRepository(DatabaseClient database) {
    this.database = database;
  }

  /** For this transaction; false where another one has it. */
  Mono<Boolean> lock() {
    return database
        .sql("select pg_try_advisory_xact_lock(hashtext('anxinbao audit sealer')) as mine")
        .map(row -> get(row, "mine", Boolean.class))
        .one();
  }

  Mono<Checkpoint> last() {
    return newest(Integer.MAX_VALUE, 1).next();
  }

  /** Below a number, the newest first. */
  Flux<Checkpoint> newest(int before, int most) {
    return database
        .sql(
            """
            select %s from audit_checkpoint where number < :before order by number desc limit :most
            """
                .formatted(COLUMNS))
        .bind("before", before)
        .bind("most", most)
        .map(row -> sealed(row).checkpoint())
        .all();
  }

  /** All of them, in order, page by page. */
  Flux<Sealed> all() {
    return page(Integer.MIN_VALUE)
        .expand(
            page -> page.size() < PAGE ? Mono.empty() : page(page.getLast().checkpoint().number()))
        .flatMapIterable(page -> page);
  }

  private Mono<List<Sealed>> page(int after) {
    return database
        .sql(
            """
            select %s from audit_checkpoint where number > :after order by number limit :most
            """
                .formatted(COLUMNS))
        .bind("after", after)
        .bind("most", PAGE)
        .map(CheckpointRepository::sealed)
        .all()
        .collectList();
  }

  Mono<Void> add(Sealed sealed) {
    var checkpoint = sealed.checkpoint();
    return database
        .sql(
            """
            insert into audit_checkpoint (number, day, size, root, previous, signature, filling)
            values (:number, :day, :size, :root, :previous, :signature, :filling)
            """)
        .bind("number", checkpoint.number())
        .bind("day", checkpoint.day())
        .bind("size", checkpoint.size())
        .bind("root", HexFormat.of().parseHex(checkpoint.root()))
        .bind("previous", HexFormat.of().parseHex(checkpoint.previous()))
        .bind("signature", Base64.getDecoder().decode(checkpoint.signature()))
        .bind("filling", sealed.filling())
        .then();
  }

  Mono<Void> addWays(int checkpoint, List<Way> ways) {
    return Flux.fromIterable(ways).buffer(PAGE).concatMap(some -> add(checkpoint, some)).then();
  }

  private Mono<Void> add(int checkpoint, List<Way> ways) {
    return database
        .sql(
            """
            insert into audit_inclusion (entry, checkpoint, position, path)
            select entry, :checkpoint, position, decode(path, 'hex')
            from unnest(:entries::uuid[], :positions::int[], :paths::text[]) as ways (entry, position, path)
            """)
        .bind("checkpoint", checkpoint)
        .bind("entries", ways.stream().map(Way::entry).toArray(UUID[]::new))
        .bind("positions", ways.stream().map(Way::position).toArray(Integer[]::new))
        .bind("paths", ways.stream().map(Way::path).toArray(String[]::new))
        .then();
  }

  private static Sealed sealed(Readable row) {
    var checkpoint =
        new Checkpoint(
            get(row, "number", Integer.class),
            get(row, "day", LocalDate.class),
            get(row, "size", Integer.class),
            HexFormat.of().formatHex(get(row, "root", byte[].class)),
            HexFormat.of().formatHex(get(row, "previous", byte[].class)),
            Base64.getEncoder().encodeToString(get(row, "signature", byte[].class)));
    return new Sealed(checkpoint, get(row, "filling", byte[].class));
  }
}
