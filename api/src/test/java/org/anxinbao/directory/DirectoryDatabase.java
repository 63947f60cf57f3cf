package org.anxinbao.directory;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A real, migrated PostgreSQL, seen with the application's role; only the directory on top. */
final class DirectoryDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final ConnectionPool pool;
  private final R2dbcTransactionManager transactions;
  final DatabaseClient db;

  DirectoryDatabase() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    var owner = postgres.getPostgresDatabase();
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role application login password 'application'");
    }
    Flyway.configure()
        .dataSource(owner)
        .placeholders(Map.of("application_role", "application"))
        .load()
        .migrate();
    var url = "r2dbc:postgresql://application:application@127.0.0.1:%d/postgres";
    pool =
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(
                    ConnectionFactories.get(url.formatted(postgres.getPort())))
                .build());
    transactions = new R2dbcTransactionManager(pool);
    db = DatabaseClient.create(pool);
  }

  ReferenceData referenceData() {
    return new ReferenceData(db, TransactionalOperator.create(transactions));
  }

  /** A node of its own, which has read its first snapshot and looks again only when asked. */
  Directory node() {
    var rows = new Rows(db);
    var tables = new DirectoryTables(rows, new RuleTables(rows));
    var directory = new Directory(tables, transactions, Duration.ofHours(1));
    directory.afterPropertiesSet();
    return directory;
  }

  void publish(String organisation, Duty duty, int version, byte[] publicKey) {
    db.sql(
            """
            insert into organisation_key (organisation, duty, version, public_key)
            values (:organisation, :duty, :version, :key)
            """)
        .bind("organisation", organisation)
        .bind("duty", duty.name())
        .bind("version", version)
        .bind("key", publicKey)
        .fetch()
        .rowsUpdated()
        .block();
  }

  void addMember(UUID id, String organisation) {
    db.sql(
            """
            insert into member (id, username, name, organisation, roles, public_key, salt,
                                wrapped_key, totp)
            values (:id, :username, 'name', :organisation, '{}', '', '', '', '')
            """)
        .bind("id", id)
        .bind("username", id.toString())
        .bind("organisation", organisation)
        .fetch()
        .rowsUpdated()
        .block();
  }

  void hold(
      UUID member, PublicKey to, String organisation, Duty duty, int version, PrivateKey key) {
    db.sql(
            """
            insert into key_holding (organisation, duty, version, member, sealed)
            values (:organisation, :duty, :version, :member, :sealed)
            """)
        .bind("organisation", organisation)
        .bind("duty", duty.name())
        .bind("version", version)
        .bind("member", member)
        .bind("sealed", key.sealTo(to, DutyKeys.holding(organisation, member, duty, version)))
        .fetch()
        .rowsUpdated()
        .block();
  }

  @Override
  public void close() throws Exception {
    pool.dispose();
    postgres.close();
  }
}
