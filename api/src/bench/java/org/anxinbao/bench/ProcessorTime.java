package org.anxinbao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Processor time as Linux counts it (proc(5), /proc/pid/stat), for figures that do not depend on
 * what else the machine does. Ticks are hundredths of a second on every Linux of today.
 */
final class ProcessorTime {
  private static final long TICK = TimeUnit.SECONDS.toMicros(1) / 100;

  /** utime, stime, cutime and cstime, counted after the command's closing parenthesis. */
  private static final int UTIME = 11;

  private static final int STIME = 12;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  private ProcessorTime() {}

  /** This JVM's own, microseconds. */
  static long self() {
    return read(ProcessHandle.current().pid(), UTIME, STIME);
  }

  /** Of the programs that this JVM ran to their end. */
  static long ended() {
    return read(ProcessHandle.current().pid(), CUTIME, CSTIME);
  }

  /** A process, its children of now, and those that have ended. */
  static long family(long pid) {
    return read(pid, UTIME, STIME, CUTIME, CSTIME)
        + ProcessHandle.of(pid)
            .orElseThrow()
            .children()
            .mapToLong(child -> read(child.pid(), UTIME, STIME))
            .sum();
  }

  private static long read(long pid, int... fields) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int field : fields) {
        ticks += Long.parseLong(after[field]);
      }
      return ticks * TICK;
    } catch (IOException ended) {
      return 0; // its parent has its time
    }
  }
}
