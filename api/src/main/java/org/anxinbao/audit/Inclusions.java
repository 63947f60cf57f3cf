package org.anxinbao.audit;

import static org.anxinbao.web.Columns.get;

import io.r2dbc.spi.Readable;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Proofs that what was acknowledged is in the trail. */
@Service
public class Inclusions {
  private final DatabaseClient database;

  Inclusions(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Empty until the day of the act is under a root.
   *
   * @param digest of the acknowledged statement
   */
  public Mono<Inclusion> of(UUID subject, byte[] digest) {
    return database
        .sql(
            """
            select %s, i.checkpoint, i.position, i.path
            from audit_entry e join audit_inclusion i on i.entry = e.id
            where e.subject = :subject and e.digest = :digest
            """
                .formatted(StoredEntry.COLUMNS))
        .bind("subject", subject)
        .bind("digest", digest)
        .map(Inclusions::inclusion)
        .first();
  }

  private static Inclusion inclusion(Readable row) {
    return new Inclusion(
        get(row, "checkpoint", Integer.class),
        StoredEntry.of(row).text(),
        get(row, "position", Integer.class),
        hashes(get(row, "path", byte[].class)));
  }

  private static List<String> hashes(byte[] path) {
    return IntStream.range(0, path.length / Sha256.BYTES)
        .map(each -> each * Sha256.BYTES)
        .mapToObj(from -> HexFormat.of().formatHex(path, from, from + Sha256.BYTES))
        .toList();
  }
}
