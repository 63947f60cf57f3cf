package org.anxinbao.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbered generations of one key: {@code wake/1.key}, {@code wake/2.key}, … The newest makes, all
 * open. What another process adds is seen when its number is asked for, and within the recheck time
 * at the latest.
 */
final class Generations {
  private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,8})\\.key");

  record Generation(int number, SymmetricKey key) {
    @Override
    public String toString() {
      return "Generation";
    }
  }

  private final Path directory;
  private final long recheckNanos;
  private final Map<Integer, Generation> known = new ConcurrentHashMap<>();
  private volatile Generation newest;
  private volatile long checkedAt;

  /** Makes the first generation if {@code fresh}; otherwise a missing one is a broken keyring. */
  Generations(Path directory, Duration recheck, boolean fresh) {
    this.directory = directory;
    this.recheckNanos = recheck.toNanos();
    if (fresh) {
      KeyFile.directory(directory);
      KeyFile.readOrMake(file(1));
    }
    this.newest = readNewest();
    this.checkedAt = System.nanoTime();
  }

  Generation newest() {
    if (System.nanoTime() - checkedAt > recheckNanos) {
      refresh();
    }
    return newest;
  }

  void refresh() {
    newest = readNewest();
    checkedAt = System.nanoTime();
  }

  Optional<SymmetricKey> key(int number) {
    return read(number).map(Generation::key);
  }

  void rotate() {
    int next = readNewest().number() + 1;
    while (!KeyFile.make(file(next))) {
      next++;
    }
    newest = readNewest();
  }

  private Generation readNewest() {
    KeyFile.directory(directory);
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(name -> name.matches())
          .map(name -> Integer.valueOf(name.group(1)))
          .max(Comparator.naturalOrder())
          .flatMap(this::read)
          .orElseThrow(() -> new KeyringBroken(directory, "has no key"));
    } catch (IOException _) {
      throw new KeyringBroken(directory, "cannot be read");
    }
  }

  private Optional<Generation> read(int number) {
    Generation cached = known.get(number);
    if (cached != null || number < 1) {
      return Optional.ofNullable(cached);
    }
    return KeyFile.read(file(number))
        .map(bytes -> new Generation(number, SymmetricKey.of(bytes)))
        .map(made -> known.computeIfAbsent(number, _ -> made));
  }

  private Path file(int number) {
    return directory.resolve(number + ".key");
  }
}
