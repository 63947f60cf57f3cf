package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One key in one file: {@code anxinbao-key-1 <32 bytes> <check>}, in base64url. The check (6 bytes
 * of SHA-256) tells a damaged file before anything is sealed under it. A destroyed key's file says
 * so: the name stays taken, so that no other process can make the key again.
 */
final class KeyFile {
  private KeyFile() {}

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final String FORMAT = "anxinbao-key-1";
  private static final byte[] DESTROYED = "destroyed\n".getBytes(US_ASCII);

  /** Mode 700, made if missing. */
  static void directory(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      refuseOthers(directory);
    } catch (IOException _) {
      throw new KeyringBroken(directory, "cannot be made or read");
    }
  }

  /** The 32 bytes; empty if there is no such file. */
  static Optional<byte[]> read(Path file) {
    return content(file)
        .map(
            content -> {
              if (Arrays.equals(content, DESTROYED)) {
                throw new Destroyed();
              }
              return parse(file, new String(content, US_ASCII));
            });
  }

  /** The 32 bytes, made at random if there is no such file. Whoever is first decides. */
  static byte[] readOrMake(Path file) {
    return read(file)
        .orElseGet(
            () -> {
              make(file);
              return read(file).orElseThrow(() -> new KeyringBroken(file, "is missing"));
            });
  }

  /** False if the name is taken. */
  static boolean make(Path file) {
    byte[] key = Primitives.random(SymmetricKey.BYTES);
    return put(file, String.join(" ", FORMAT, text(key), check(key)) + "\n");
  }

  /** The file appears whole and durable or not at all, and never replaces another. */
  static boolean put(Path file, String content) {
    try {
      Path draft = draft(file, content.getBytes(US_ASCII));
      try {
        Files.createLink(file, draft);
        return true;
      } catch (FileAlreadyExistsException _) {
        return false;
      } finally {
        Files.delete(draft);
        sync(parent(file));
      }
    } catch (IOException _) {
      throw new KeyringBroken(file, "cannot be written");
    }
  }

  /** Replaces the key by its tombstone, then overwrites the old bytes where they lie. */
  static void destroy(Path file) {
    try (FileChannel old = Files.exists(file) ? FileChannel.open(file, WRITE) : null) {
      Files.move(draft(file, DESTROYED), file, ATOMIC_MOVE);
      sync(parent(file));
      if (old != null) {
        old.write(ByteBuffer.allocate((int) old.size()), 0);
        old.force(true);
      }
    } catch (IOException _) {
      throw new KeyringBroken(file, "cannot be destroyed");
    }
  }

  private static Optional<byte[]> content(Path file) {
    try {
      refuseOthers(file);
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException _) {
      throw new KeyringBroken(file, "cannot be read");
    }
  }

  private static byte[] parse(Path file, String content) {
    String[] parts = content.strip().split(" ", -1);
    try {
      if (parts.length == 3 && parts[0].equals(FORMAT)) {
        byte[] key = Base64.getUrlDecoder().decode(parts[1]);
        if (key.length == SymmetricKey.BYTES && check(key).equals(parts[2])) {
          return key;
        }
      }
    } catch (IllegalArgumentException _) {
      // said below, without the content
    }
    throw new KeyringBroken(file, "is damaged");
  }

  private static Path draft(Path file, byte[] content) throws IOException {
    Path draft = Files.createTempFile(parent(file), ".new-", ""); // mode 600
    try (FileChannel channel = FileChannel.open(draft, WRITE)) {
      channel.write(ByteBuffer.wrap(content));
      channel.force(true);
    }
    return draft;
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  private static Path parent(Path file) {
    return requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void refuseOthers(Path path) throws IOException {
    Set<PosixFilePermission> mode = EnumSet.copyOf(OWNER_ONLY);
    mode.addAll(Files.getPosixFilePermissions(path));
    if (!mode.equals(OWNER_ONLY)) {
      throw new KeyringBroken(path, "is open to other users: directories need mode 700, files 600");
    }
  }

  private static String check(byte[] key) {
    return text(Arrays.copyOf(Primitives.sha256(key), 6));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The key was destroyed on purpose. */
  static final class Destroyed extends RuntimeException {
    Destroyed() {
      super("destroyed", null, false, false);
    }
  }
}
