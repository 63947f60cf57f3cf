package org.anxinbao.dev;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory that keeps an embedded run's data between runs. Directories have mode 700, files
 * 600. One process at a time: the lock goes with the process, however it ends.
 */
public final class Home implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path root;
  private final FileChannel lock;

  private Home(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** {@code ANXINBAO_HOME}, or {@code .anxinbao} in the working directory. */
  static Path configured() {
    var set = System.getenv("ANXINBAO_HOME");
    return Path.of(set == null || set.isBlank() ? ".anxinbao" : set);
  }

  /**
   * @throws IllegalStateException if another process has it open
   */
  @SuppressWarnings("MustBeClosedChecker") // the channel is the lock; close() closes it
  static Home open(Path directory) {
    var root = directory.toAbsolutePath().normalize();
    try {
      privateDirectory(root);
      var channel =
          FileChannel.open(
              root.resolve(LOCK), Set.of(CREATE, WRITE), asFileAttribute(fromString("rw-------")));
      if (tryLock(channel) == null) {
        channel.close();
        throw new IllegalStateException("another process is running on " + root);
      }
      var home = new Home(root, channel);
      privateDirectory(home.objects());
      privateDirectory(home.spool());
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  static Path privateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, fromString("rwx------"));
    return directory;
  }

  /** Never half written, never open to others for a moment. */
  static void writePrivate(Path file, byte[] content) {
    try {
      var mode = fromString("rw-------");
      var draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(draft, asFileAttribute(mode));
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  /** The database's data directory, write-ahead log included. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The database's own log. */
  public Path postgresLog() {
    return root.resolve("postgres.log");
  }

  public Path objects() {
    return root.resolve("objects");
  }

  public Path keyring() {
    return root.resolve("keyring");
  }

  public Path spool() {
    return root.resolve("spool");
  }

  /** Libraries of the processes that clean files, unpacked. */
  Path natives() {
    return root.resolve("natives");
  }

  public Path demoAccounts() {
    return root.resolve("demo-accounts.json");
  }

  /** PostgreSQL's programs, unpacked. */
  Path programs() {
    return root.resolve("postgres-programs");
  }

  Path lock() {
    return root.resolve(LOCK);
  }

  Path secrets() {
    return root.resolve("secrets.properties");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
