package org.anxinbao.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Keyrings in directories of their own, under target. */
final class Rings {
  private Rings() {}

  static Path directory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "keyrings"));
      return Files.createTempDirectory(parent, "ring");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Keyring fresh() {
    return Keyring.open(directory());
  }

  /** Looks at the disk each time, as another node does after a minute. */
  static Keyring attentive(Path directory) {
    return new Keyring(directory, Duration.ofNanos(-1));
  }
}
