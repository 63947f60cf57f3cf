package org.anxinbao.dev;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * initdb, pg_ctl and postgres out of zonky's jar. They are started here and not by zonky's own
 * class because that one leaves postgres in the terminal's process group, where Ctrl-C stops the
 * database under the requests that are still being answered; pg_ctl gives it a session of its own.
 */
final class PostgresPrograms {
  private static final int EXECUTABLE = 0b001_000_000;

  private final Path directory;

  private PostgresPrograms(Path directory) {
    this.directory = directory;
  }

  static PostgresPrograms unpackedTo(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      var draft = directory.resolveSibling(directory.getFileName() + ".new");
      deleteTree(draft);
      Home.privateDirectory(draft);
      unpack(draft);
      Files.move(draft, directory);
    }
    return new PostgresPrograms(directory);
  }

  /**
   * Runs one to its end.
   *
   * @return its exit code
   */
  int run(Path log, String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    process.getOutputStream().close();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(program + " was interrupted", e);
    }
  }

  private static void unpack(Path into) throws IOException {
    try (var archive = archive();
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, into);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    var path = entry.resolveIn(into);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      if ((entry.getMode() & EXECUTABLE) != 0) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private static InputStream archive() throws IOException {
    var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm_64";
    return new BufferedInputStream(
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine));
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, java.io.@org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
