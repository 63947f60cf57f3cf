package org.anxinbao.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL whose application was killed: still there, or only its pid file. */
final class Orphan {
  private static final String PID_FILE = "postmaster.pid";

  private Orphan() {}

  @FunctionalInterface
  interface Stop {
    int run() throws IOException;
  }

  /**
   * Stops one that still runs on this data directory. A pid that has meanwhile become another
   * program's is left alone; only the file goes, which would keep PostgreSQL from starting.
   */
  static void stop(Path data, Stop stop) throws IOException {
    var pid = pid(data);
    if (pid == null) {
      return;
    }
    var process = ProcessHandle.of(pid);
    if (process.isPresent() && isPostgresOn(data, process.get())) {
      if (stop.run() != 0) {
        throw new IOException("a PostgreSQL of an earlier run does not stop, pid " + pid);
      }
    } else {
      Files.deleteIfExists(data.resolve(PID_FILE));
    }
  }

  static @Nullable Long pid(Path data) {
    try {
      return Long.valueOf(Files.readAllLines(data.resolve(PID_FILE)).getFirst().strip());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPostgresOn(Path data, ProcessHandle process) {
    var info = process.info();
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments()
            .filter(
                arguments ->
                    Arrays.stream(arguments).anyMatch(argument -> argument.equals(data.toString())))
            .isPresent();
  }
}
