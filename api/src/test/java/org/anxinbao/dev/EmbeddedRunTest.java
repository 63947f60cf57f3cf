package org.anxinbao.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts around the application: what stays, what others may see, what a kill leaves. */
class EmbeddedRunTest {
  private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

  @TempDir Path directory;

  /** Unpacked once, not for every test. */
  @BeforeEach
  void sharePrograms() throws IOException {
    PostgresPrograms.unpackedTo(PROGRAMS);
    Files.createSymbolicLink(directory.resolve("postgres-programs"), PROGRAMS);
  }

  @Test
  @Tag("P4")
  void shouldKeepTheHomeFromOtherUsers() throws Exception {
    try (var parts = EmbeddedParts.start(Home.open(directory))) {
      assertThat(mode(parts.home().root())).isEqualTo("rwx------");
      for (var path :
          List.of(parts.home().objects(), parts.home().spool(), parts.home().postgres())) {
        assertThat(mode(path)).isEqualTo("rwx------");
      }
      assertThat(mode(parts.home().secrets())).isEqualTo("rw-------");
      assertThat(mode(parts.home().postgresLog())).isEqualTo("rw-------");
    }
  }

  @Test
  void shouldKeepDataAndPasswordsFromOneRunToTheNext() throws Exception {
    List<String> passwords;
    try (var first = EmbeddedParts.start(Home.open(directory))) {
      execute(first, "create table kept (word text)", "insert into kept values ('still here')");
      passwords = first.passwords();
    }
    try (var second = EmbeddedParts.start(Home.open(directory))) {
      assertThat(query(second, "select word from kept")).isEqualTo("still here");
      assertThat(second.passwords()).isEqualTo(passwords);
    }
  }

  @Test
  @Tag("P13")
  void shouldTakeOverFromAPostgresThatOutlivedItsApplication() throws Exception {
    var secrets = new KeptSecrets(directory.resolve("secrets.properties"));
    long orphan;
    try (var home = Home.open(directory)) {
      orphan = Postgres.start(home, secrets).pid();
    }
    assertThat(program(orphan)).isPresent();

    try (var parts = EmbeddedParts.start(Home.open(directory))) {
      assertThat(query(parts, "select 'up'")).isEqualTo("up");
      assertThat(parts.postgres().pid()).isNotEqualTo(orphan);
      assertThat(program(orphan)).isEmpty();
    }
  }

  @Test
  @Tag("P13")
  void shouldStartAfterPostgresWasKilled() throws Exception {
    try (var first = EmbeddedParts.start(Home.open(directory))) {
      execute(first, "create table kept (word text)", "insert into kept values ('durable')");
      kill(first.postgres().pid());
    }
    try (var second = EmbeddedParts.start(Home.open(directory))) {
      assertThat(query(second, "select word from kept")).isEqualTo("durable");
    }
  }

  @Test
  void shouldLeaveAloneAProgramThatHasTheOldPid() throws Exception {
    try (var first = EmbeddedParts.start(Home.open(directory))) {
      assertThat(query(first, "select 'up'")).isEqualTo("up");
    }
    var self = ProcessHandle.current().pid();
    Files.writeString(directory.resolve("postgres").resolve("postmaster.pid"), self + "\n");

    try (var second = EmbeddedParts.start(Home.open(directory))) {
      assertThat(query(second, "select 'up again'")).isEqualTo("up again");
    }
  }

  @Test
  void shouldRefuseAHomeThatIsInUse() {
    try (var home = Home.open(directory)) {
      assertThatThrownBy(() -> Home.open(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(home.root().toString());
    }
  }

  @Test
  void shouldLetOnlyItsOwnRolesIntoPostgres() throws Exception {
    try (var parts = EmbeddedParts.start(Home.open(directory))) {
      var url = "jdbc:postgresql://127.0.0.1:" + parts.postgres().port() + "/anxinbao";
      for (var user : List.of("postgres", Postgres.OWNER, Postgres.APPLICATION)) {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(url, user, "").close())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void shouldCloseTwiceAndWithoutWechat() throws Exception {
    var simulator = WechatSimulator.start("secret", Clock.systemUTC());
    simulator.close();
    simulator.close();
    assertThatThrownBy(() -> simulator.address().toURL().openStream().close())
        .isInstanceOf(IOException.class);
  }

  /** What a process runs; nothing for one that has ended but that nobody has reaped. */
  private static Optional<String> program(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command());
  }

  private static void kill(long pid) throws InterruptedException {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void execute(EmbeddedParts parts, String... statements) throws SQLException {
    try (var connection = parts.postgres().asOwner().getConnection();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(EmbeddedParts parts, String sql) throws SQLException {
    try (var connection = parts.postgres().asOwner().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
