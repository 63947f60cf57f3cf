package org.anxinbao.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One key for each month: {@code month/2026-11.key}. A month that another process destroyed is
 * forgotten here within the recheck time.
 */
final class Months {
  private static final Pattern FILE = Pattern.compile("([0-9]{4}-(?:0[1-9]|1[0-2]))\\.key");

  private record Read(SymmetricKey key, long at) {}

  private final Path directory;
  private final long recheckNanos;
  private final Map<YearMonth, Read> known = new ConcurrentHashMap<>();

  Months(Path directory, Duration recheck) {
    this.directory = directory;
    this.recheckNanos = recheck.toNanos();
    KeyFile.directory(directory);
  }

  /** Empty if it was never made, or destroyed. */
  Optional<SymmetricKey> key(YearMonth month) {
    return cached(month).or(() -> read(month));
  }

  /**
   * The month's key, made if it never was.
   *
   * @throws IllegalStateException if it was destroyed
   */
  SymmetricKey keyToSeal(YearMonth month) {
    return cached(month).orElseGet(() -> readOrMake(month));
  }

  /**
   * Reads all of them again, and makes these, so that who seals or opens need not wait for the
   * disk.
   */
  void refresh(List<YearMonth> needed) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> YearMonth.parse(name.group(1)))
          .forEach(this::read);
    } catch (IOException _) {
      throw new KeyringBroken(directory, "cannot be read");
    }
    needed.stream().filter(month -> !destroyed(month)).forEach(this::readOrMake);
  }

  private boolean destroyed(YearMonth month) {
    return Files.exists(file(month)) && read(month).isEmpty();
  }

  /** Synchronized with reading, so that no reader puts back what is destroyed here. */
  synchronized void destroy(YearMonth month) {
    KeyFile.destroy(file(month));
    known.remove(month);
  }

  private synchronized Optional<SymmetricKey> read(YearMonth month) {
    try {
      return KeyFile.read(file(month)).map(bytes -> keep(month, bytes));
    } catch (KeyFile.Destroyed _) {
      known.remove(month);
      return Optional.empty();
    }
  }

  private synchronized SymmetricKey readOrMake(YearMonth month) {
    try {
      return keep(month, KeyFile.readOrMake(file(month)));
    } catch (KeyFile.Destroyed _) {
      known.remove(month);
      throw new IllegalStateException("the key of " + month + " was destroyed");
    }
  }

  private Optional<SymmetricKey> cached(YearMonth month) {
    Read read = known.get(month);
    return read == null || System.nanoTime() - read.at() > recheckNanos
        ? Optional.empty()
        : Optional.of(read.key());
  }

  private SymmetricKey keep(YearMonth month, byte[] bytes) {
    SymmetricKey key = SymmetricKey.of(bytes);
    known.put(month, new Read(key, System.nanoTime()));
    return key;
  }

  private Path file(YearMonth month) {
    return directory.resolve(month + ".key");
  }
}
