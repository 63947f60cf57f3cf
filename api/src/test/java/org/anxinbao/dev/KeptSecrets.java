package org.anxinbao.dev;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords between the embedded parts: random, made once, kept in one file of the home. */
final class KeptSecrets {
  private static final int BYTES = 24;

  private final Path file;
  private final Properties values = new Properties();

  KeptSecrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        values.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  synchronized String get(String name) {
    var known = values.getProperty(name);
    if (known != null) {
      return known;
    }
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    values.setProperty(name, made);
    save();
    return made;
  }

  private void save() {
    var text = new StringWriter();
    try {
      values.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Home.writePrivate(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
