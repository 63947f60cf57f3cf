package org.anxinbao.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL on 127.0.0.1, a free port, data in the home, fsync on. Its superuser only makes the
 * owner of the schema and the application's role.
 */
public final class Postgres implements AutoCloseable {
  static final String DATABASE = "anxinbao";
  static final String OWNER = "anxinbao_owner";
  static final String APPLICATION = "anxinbao_app";
  private static final String SUPERUSER = "postgres";
  private static final int ATTEMPTS = 3;

  private final Home home;
  private final KeptSecrets secrets;
  private final int port;

  private Postgres(Home home, KeptSecrets secrets, int port) {
    this.home = home;
    this.secrets = secrets;
    this.port = port;
  }

  static Postgres start(Home home, KeptSecrets secrets) throws IOException, SQLException {
    var programs = PostgresPrograms.unpackedTo(home.programs());
    var data = home.postgres();
    Home.writePrivate(home.postgresLog(), new byte[0]);
    Orphan.stop(data, () -> stop(home));
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(home, programs, secrets);
    }
    var postgres = launch(home, programs, secrets);
    postgres.makeRoles();
    return postgres;
  }

  private static void initialise(Home home, PostgresPrograms programs, KeptSecrets secrets)
      throws IOException {
    // Renamed when it is whole: what an interrupted first start left is not taken for a database.
    var draft = home.root().resolve("postgres.new");
    PostgresPrograms.deleteTree(draft);
    PostgresPrograms.deleteTree(home.postgres());
    var password = home.root().resolve("postgres.password");
    Home.writePrivate(password, secrets.get("superuser").getBytes(StandardCharsets.UTF_8));
    var exit =
        programs.run(
            home.postgresLog(),
            "initdb",
            "--pgdata=" + draft,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    Files.delete(password);
    if (exit != 0) {
      throw new IOException("initdb failed, see " + home.postgresLog());
    }
    Files.move(draft, home.postgres());
  }

  private static Postgres launch(Home home, PostgresPrograms programs, KeptSecrets secrets)
      throws IOException {
    var data = home.postgres();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = freePort();
      Home.writePrivate(
          data.resolve("postgresql.conf"), settings(port).getBytes(StandardCharsets.UTF_8));
      var exit =
          programs.run(
              home.postgresLog(),
              "pg_ctl",
              "start",
              "--pgdata=" + data,
              "--log=" + home.postgresLog(),
              "--wait",
              "--timeout=60");
      if (exit == 0) {
        return new Postgres(home, secrets, port);
      }
    }
    throw new IOException("PostgreSQL did not start, see " + home.postgresLog());
  }

  /** Its log holds no statement, no parameter and no row. */
  private static String settings(int port) {
    return """
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 100
    shared_buffers = 128MB
    fsync = on
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_min_messages = warning
    log_min_error_statement = panic
    log_error_verbosity = terse
    """
        .formatted(port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void makeRoles() throws SQLException {
    try (var connection = connect(SUPERUSER, "superuser", "postgres").getConnection();
        var statement = connection.createStatement()) {
      for (var role : Arrays.asList(OWNER, APPLICATION)) {
        try (var found =
            statement.executeQuery("select from pg_roles where rolname = '" + role + "'")) {
          if (!found.next()) {
            statement.execute("create role " + role + " login");
          }
        }
        // Base64url has no quote
        statement.execute("alter role " + role + " password '" + secrets.get(role) + "'");
      }
      try (var found =
          statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
        if (!found.next()) {
          statement.execute("create database " + DATABASE + " owner " + OWNER);
        }
      }
    }
  }

  private DataSource connect(String role, String secret, String database) {
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    source.setUser(role);
    source.setPassword(secrets.get(secret));
    return source;
  }

  /** As the schema's owner: what a thief of the database has. */
  public DataSource asOwner() {
    return connect(OWNER, OWNER, DATABASE);
  }

  /** As the application's role. */
  public DataSource asApplication() {
    return connect(APPLICATION, APPLICATION, DATABASE);
  }

  /** Everything that is committed goes to its files. */
  public void checkpoint() throws SQLException {
    try (var connection = connect(SUPERUSER, "superuser", DATABASE).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  public int port() {
    return port;
  }

  /** The postmaster's, for tests that kill it. */
  public long pid() {
    return Objects.requireNonNull(Orphan.pid(home.postgres()), "not running");
  }

  /** The exit code. */
  static int stop(Home home) throws IOException {
    return PostgresPrograms.unpackedTo(home.programs())
        .run(
            home.postgresLog(),
            "pg_ctl",
            "stop",
            "--pgdata=" + home.postgres(),
            "--mode=fast",
            "--wait",
            "--timeout=60");
  }

  @Override
  public void close() throws IOException {
    if (Orphan.pid(home.postgres()) != null && stop(home) != 0) {
      throw new IOException("PostgreSQL did not stop, see " + home.postgresLog());
    }
  }
}
