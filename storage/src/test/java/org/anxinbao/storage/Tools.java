package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others that make files and look at files: FFmpeg with its GPL encoders, ffprobe,
 * exiftool. They come with {@code src/test/tools/package.json}.
 */
public final class Tools {
  private static final Path PACKAGES = Path.of("target", "tools", "node_modules").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 120;

  private Tools() {}

  /** In that directory; overwrites what is there. */
  public static void ffmpeg(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of(program("@ffmpeg-installer/linux-x64/ffmpeg")));
    command.addAll(List.of("-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(arguments));
    run(directory, command);
  }

  /** What it prints. */
  public static String ffprobe(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of(program("@ffprobe-installer/linux-x64/ffprobe")));
    command.addAll(List.of("-v", "error"));
    command.addAll(List.of(arguments));
    return run(directory, command);
  }

  /** What it prints. */
  public static String exiftool(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of("perl", program("exiftool-vendored.pl/bin/exiftool")));
    command.addAll(List.of(arguments));
    return run(directory, command);
  }

  private static String program(String path) {
    var program = PACKAGES.resolve(path).toFile();
    if (!program.canExecute() && !program.setExecutable(true)) {
      throw new IllegalStateException("not there: " + program);
    }
    return program.getPath();
  }

  private static String run(Path directory, List<String> command) {
    try {
      var output = Files.createTempFile(directory, "tool", ".out");
      var process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + command);
      }
      var said = Files.readString(output, UTF_8);
      Files.delete(output);
      if (process.exitValue() != 0) {
        throw new AssertionError(command + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
