package org.anxinbao.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a worker is started: namespaces of its own (no network, no other process, no shared memory),
 * the hidden directories empty, the native libraries read-only, no capability left, few files, no
 * core dump. It needs util-linux and a kernel that lets a user make namespaces.
 */
final class Sandbox {
  private static final List<String> NAMESPACES =
      List.of(
          "unshare",
          "--user",
          "--map-root-user",
          "--net",
          "--pid",
          "--ipc",
          "--uts",
          "--mount",
          "--fork",
          "--kill-child",
          "--mount-proc",
          "--");

  /** $1: natives; then the hidden directories, up to an empty argument; then the program. */
  private static final String CLOSE_THE_DOORS =
      """
      mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 70
      shift
      while [ -n "$1" ]; do
        mount -t tmpfs -o ro,size=4k none "$1" || exit 70
        shift
      done
      shift
      exec env -i PATH="$PATH" prlimit --core=0 --nofile=1024 --fsize=0 \
        setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
      """;

  private static final int PATIENCE_SECONDS = 10;

  private final CleanerSettings settings;
  private final boolean works;

  /** Tries it once. */
  Sandbox(CleanerSettings settings) {
    this.settings = settings;
    settings.natives().toFile().mkdirs();
    works = runs(inside(List.of("true")));
    if (!works && settings.isolation() == CleanerSettings.Isolation.REQUIRED) {
      throw new IllegalStateException(
          "workers cannot be isolated here, and ANXINBAO_CLEANER_ISOLATION=required");
    }
  }

  boolean works() {
    return works;
  }

  /** The command as it has to be started. */
  List<String> around(List<String> command) {
    return works ? inside(command) : command;
  }

  private List<String> inside(List<String> command) {
    var whole = new ArrayList<>(NAMESPACES);
    whole.addAll(List.of("sh", "-c", CLOSE_THE_DOORS, "sh", settings.natives().toString()));
    settings.hidden().stream().map(Path::toString).forEach(whole::add);
    whole.add("");
    whole.addAll(command);
    return whole;
  }

  private static boolean runs(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
