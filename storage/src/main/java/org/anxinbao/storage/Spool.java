package org.anxinbao.storage;

import com.google.crypto.tink.StreamingAead;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Files on their way in: on the disk for room, encrypted under a key that lives in memory only and
 * dies with the process. On Unix a file loses its name as soon as it is open; elsewhere one that a
 * crash left behind is removed at the next start.
 */
final class Spool {
  private static final String SUFFIX = ".spool";
  private static final int RECEIVED_AHEAD = 4;

  private final Path directory;
  private final long reserve;
  private final StreamingAead cipher = FileSeal.cipher(FileSeal.newKey(), 0);

  /**
   * @param reserve bytes of the disk that stay free
   */
  Spool(Path directory, long reserve) throws IOException {
    this.reserve = reserve;
    this.directory = Files.createDirectories(directory);
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /**
   * @throws StoreUnavailable if the disk is full, but for the reserve
   */
  File create() {
    try {
      if (Files.getFileStore(directory).getUsableSpace() < reserve) {
        throw new IOException("little room");
      }
      return new File(directory.resolve(UUID.randomUUID() + SUFFIX));
    } catch (IOException e) {
      throw new StoreUnavailable(e);
    }
  }

  /** Written once, then read; gone when closed. */
  final class File implements AutoCloseable {
    private final FileChannel channel;
    private final byte[] name;

    private File(Path path) throws IOException {
      name = path.getFileName().toString().getBytes(StandardCharsets.US_ASCII);
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }

    /**
     * Writes what the publisher sends. Its own error is passed on, and what the guard throws who
     * sees each buffer first; the disk's is {@link StoreUnavailable}.
     */
    Mono<Void> receive(Publisher<ByteBuffer> upload, Consumer<ByteBuffer> guard, Scheduler io) {
      return Mono.defer(
          () -> {
            OutputStream out = write();
            return Flux.from(upload)
                .doOnNext(guard)
                .publishOn(io, RECEIVED_AHEAD)
                .doOnNext(buffer -> append(buffer, out))
                .transformDeferred(Blocking::quietly)
                .then(Mono.fromRunnable(() -> finish(out)));
          });
    }

    private static void append(ByteBuffer buffer, OutputStream out) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      try {
        out.write(bytes);
      } catch (IOException e) {
        throw new StoreUnavailable(e);
      }
    }

    private static void finish(OutputStream out) {
      try {
        out.close();
      } catch (IOException e) {
        throw new StoreUnavailable(e);
      }
    }

    /** To be closed before reading. */
    OutputStream write() {
      try {
        return cipher.newEncryptingStream(new Kept(Channels.newOutputStream(channel)), name);
      } catch (GeneralSecurityException | IOException e) {
        throw new StoreUnavailable(e);
      }
    }

    /** Need not be closed. */
    InputStream read() {
      try {
        channel.position(0);
        return cipher.newDecryptingStream(Channels.newInputStream(channel), name);
      } catch (GeneralSecurityException | IOException e) {
        throw new StoreUnavailable(e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Leaves the channel open, for reading. */
  private static final class Kept extends FilterOutputStream {
    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
    }

    @Override
    public void close() {}
  }
}
