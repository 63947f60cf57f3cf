package org.anxinbao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.anxinbao.casework.RecordedStatement;
import org.anxinbao.dev.Postgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The same statement with the same parameters through pgbench: as fast as this PostgreSQL stores
 * submissions for a program that does nothing else. Prepared, one submission a statement; only the
 * identifiers differ from one execution to the next, drawn inside the statement.
 */
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final String IDENTIFIER = ":a::text || '-0000-4000-8000-' || :b::text";

  private final String program;
  private final Path script;
  private final PGSimpleDataSource database;
  private final RecordedStatement recorded;

  Pgbench(Path directory, Postgres postgres, RecordedStatement recorded)
      throws IOException, SQLException {
    this.program =
        program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "pgbench is missing: Debian has it in postgresql-15 (or"
                            + " postgresql-contrib); the environment's PGBENCH may name it"));
    this.database = postgres.asApplication().unwrap(PGSimpleDataSource.class);
    this.recorded = recorded;
    this.script = Files.writeString(directory.resolve("submission.pgbench.sql"), script());
  }

  /** Transactions a second. */
  double run(int connections, int seconds) throws IOException, InterruptedException {
    var command =
        List.of(
            program,
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + connections,
            "--jobs=2",
            "--time=" + seconds,
            "--file=" + script,
            "--define=tips=" + ownIdentifiers(recorded.tips()),
            "--define=grants=" + recorded.grants(),
            "--define=files=" + recorded.files(),
            "--define=bytes=\\x" + HexFormat.of().formatHex(recorded.bytes()),
            "--host=127.0.0.1",
            "--port=" + database.getPortNumbers()[0],
            "--username=" + database.getUser(),
            String.valueOf(database.getDatabaseName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", String.valueOf(database.getPassword()));
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes());
    var rate = RATE.matcher(output);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IllegalStateException("pgbench failed:\n" + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private String script() {
    var tip = recorded.submission().tip();
    var mailbox = HexFormat.of().formatHex(recorded.submission().mailbox());
    var tips =
        "replace(replace(:tips::text, '%s', %s), '%s', :a::text || :b::text || '%s')"
            .formatted(tip, IDENTIFIER, mailbox, mailbox.substring(20));
    var grants = "replace(:grants::text, '%s', %s)".formatted(tip, IDENTIFIER);
    return """
    \\set a random(10000000, 99999999)
    \\set b random(100000000000, 999999999999)
    %s;
    """
        .formatted(
            recorded
                .sql()
                .strip()
                .replace("$1", tips)
                .replace("$2", grants)
                .replace("$3", ":files")
                .replace("$4", ":bytes"));
  }

  /**
   * The audit entry's and the outbox row's identifiers follow the tip's; they are in other tables.
   */
  private String ownIdentifiers(String tips) {
    return tips.replaceAll(
        "\"(audit|outbox)\":\"[^\"]*\"", "\"$1\":\"" + recorded.submission().tip() + "\"");
  }

  private static Optional<String> program() {
    var set = Stream.ofNullable(System.getenv("PGBENCH"));
    var path = Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/pgbench");
    var debian = Stream.of(18, 17, 16, 15).map("/usr/lib/postgresql/%d/bin/pgbench"::formatted);
    return Stream.of(set, debian, path)
        .flatMap(candidates -> candidates)
        .filter(candidate -> Files.isExecutable(Path.of(candidate)))
        .findFirst();
  }
}
