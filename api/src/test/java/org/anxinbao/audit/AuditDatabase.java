package org.anxinbao.audit;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.audit.Verifier.KeptRoot;
import org.anxinbao.seal.Keyring;
import org.anxinbao.web.Today;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * A real, migrated PostgreSQL: the sealer with the application's role, a thief with its owner's.
 */
final class AuditDatabase implements AutoCloseable {
  static final LocalDate FIRST = LocalDate.parse("2026-11-01");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
  private final ConnectionPool pool;
  private final Keyring keyring;
  final DatabaseClient db;

  AuditDatabase() throws IOException, SQLException {
    run("create role application login password 'application'");
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .placeholders(Map.of("application_role", "application"))
        .load()
        .migrate();
    var url = "r2dbc:postgresql://application:application@127.0.0.1:%d/postgres";
    var connections = ConnectionFactories.get(url.formatted(postgres.getPort()));
    pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections).build());
    db = DatabaseClient.create(pool);
    var rings = Files.createDirectories(Path.of("target", "keyrings"));
    keyring = Keyring.open(Files.createTempDirectory(rings, "audit"));
  }

  /** A node, at an hour of a day in China. */
  Sealer sealer(LocalDate day, int hour) {
    var now = day.atTime(hour, 30).atZone(Today.CHINA).toInstant();
    return new Sealer(
        new EntryRepository(db),
        new CheckpointRepository(db),
        keyring,
        TransactionalOperator.create(new R2dbcTransactionManager(pool)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  long sealed(LocalDate day, int hour) {
    return Objects.requireNonNull(sealer(day, hour).seal().block(PATIENCE));
  }

  Verification verification(KeptRoot... published) {
    var verifier = new Verifier(new EntryRepository(db), new CheckpointRepository(db));
    return Objects.requireNonNull(
        verifier.verify(keyring.checkpointPublicKey(), List.of(published)).block(PATIENCE));
  }

  List<Checkpoint> checkpoints() {
    return Objects.requireNonNull(
            new CheckpointRepository(db).newest(Integer.MAX_VALUE, 1000).collectList().block())
        .reversed();
  }

  /** A reporter's, acknowledged, and a member's. */
  void twoEntries(LocalDate day) throws SQLException {
    run(
        """
        insert into audit_entry (id, on_date, actor, action, subject, outcome, digest)
        values ('%s', '%s', 'REPORTER', 'SUBMIT', '%s', 'DONE', sha256('%s'))
        """
            .formatted(UUID.randomUUID(), day, UUID.randomUUID(), day));
    run(
        """
        insert into audit_entry (id, on_date, at, actor, member, organisation, action, outcome, reason)
        values ('%s', '%s', '%sT03:04:05.678901Z', 'MEMBER', '%s', 'jh-housing', 'CLOSE', 'REFUSED', 'ROLE')
        """
            .formatted(UUID.randomUUID(), day, day, UUID.randomUUID()));
  }

  /** As the owner; how many rows it touched. */
  int run(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    }
  }

  List<String> texts(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Override
  public void close() throws IOException {
    pool.dispose();
    postgres.close();
  }
}
