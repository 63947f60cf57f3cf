package org.anxinbao.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;

/** Embedded runs for tests: free ports, no words on the terminal. */
public final class EmbeddedServers {
  private EmbeddedServers() {}

  /** With an empty home; only PostgreSQL's programs stay unpacked from one run to the next. */
  public static EmbeddedRun startNew(Path directory, String... args) {
    try {
      empty(directory);
      return start(directory, args);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** All but PostgreSQL's programs goes. */
  public static void empty(Path directory) throws IOException {
    try (var home = Home.open(directory)) {
      Orphan.stop(home.postgres(), () -> Postgres.stop(home));
      try (var left = Files.list(home.root())) {
        for (var path : left.toList()) {
          if (!path.equals(home.programs()) && !path.equals(home.lock())) {
            PostgresPrograms.deleteTree(path);
          }
        }
      }
    }
  }

  /** With what the last run left there. */
  public static EmbeddedRun start(Path directory, String... args) throws Exception {
    return start(directory, _ -> List.of(args));
  }

  /** With settings that follow from where the parts are; they go before the embedded ones. */
  public static EmbeddedRun start(Path directory, Function<EmbeddedParts, List<String>> settings)
      throws Exception {
    var parts = EmbeddedParts.start(Home.open(directory));
    SpringApplication.getShutdownHandlers().add(parts::close);
    var given = new ArrayList<>(settings.apply(parts));
    given.add("--server.port=0");
    given.add("--spring.main.sources=" + WebLoops.class.getName());
    var all = given.toArray(String[]::new);
    try {
      return EmbeddedRun.start(parts, _ -> {}, all);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }
}
