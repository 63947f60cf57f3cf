package org.anxinbao.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes files in (received → cleaned → sealed → stored) and gives them out again. Nothing here
 * blocks its caller, and nothing is held in memory but a few buffers for each transfer. Failures
 * are {@link StorageProblem}s.
 */
public final class EvidenceStore implements AutoCloseable {
  private static final int NAME_BYTES = 16;

  /** Objects of one page: what a store answers at most. */
  public static final int PAGE = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectStore objects;
  private final Cleaner cleaner;
  private final Reception reception;
  private final Scheduler io = Schedulers.boundedElastic();

  /**
   * Opens the spool; does not yet call the object store, nor start a worker.
   *
   * @throws UncheckedIOException if the spool's directory cannot be used
   * @throws IllegalStateException where workers have to be isolated and cannot be
   */
  public EvidenceStore(StorageSettings settings) {
    Spool spool;
    try {
      spool = new Spool(settings.spool(), settings.spoolReserve());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    objects = new ObjectStore(settings);
    cleaner = new Cleaner(settings.cleaner());
    reception = new Reception(spool, cleaner, objects, settings.cleaner().workers());
  }

  /**
   * Stores the file that the publisher sends; what was cancelled or has failed leaves no object.
   * The buffers must stay untouched once they are handed over. The publisher's own error is passed
   * on.
   *
   * <p>Fails with {@link UnsupportedMedia} or {@link TooLarge} as soon as its beginning or length
   * says so, with {@link CannotBeCleaned} or {@link StoreUnavailable}.
   */
  public Mono<Stored> store(Publisher<ByteBuffer> upload) {
    return store(newName(), upload);
  }

  /** A random object name, 32 hexadecimal digits. */
  public static String newName() {
    byte[] name = new byte[NAME_BYTES];
    RANDOM.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  /**
   * As {@link #store(Publisher)}, under a name that the caller has noted before, so that no object
   * is ever without a trace of it.
   *
   * @param name of {@link #newName()}
   */
  public Mono<Stored> store(String name, Publisher<ByteBuffer> upload) {
    return reception.store(name, upload);
  }

  /**
   * Keeps a part of a file that is still on its way, as it came: sealed, and filled up with zeros
   * so that all parts of one size look alike. {@link #open} gives it out again. What was cancelled
   * or has failed leaves no object; the publisher's own error is passed on.
   *
   * @param name of {@link #newName()}, noted by the caller before
   * @param key 32 random bytes, of this part alone
   * @param size that it is filled up to; more is {@link TooLarge}
   */
  public Mono<Void> keep(String name, byte[] key, int size, Publisher<ByteBuffer> part) {
    return reception.keep(name, key, size, part);
  }

  /**
   * The cleaned file and the preview behind it, in buffers of at most 64 KiB, as the subscriber
   * asks for them; cancelling ends the download. Every byte has been authenticated before it is
   * handed out.
   *
   * <p>Fails with {@link Tampered}, {@link EvidenceMissing} or {@link StoreUnavailable}, the first
   * also in the middle of a file.
   *
   * @param key as {@link Stored#key} was
   */
  public Flux<ByteBuffer> open(String objectName, byte[] key) {
    return open(objectName, key, Range.ALL);
  }

  /** A part of it; fetches and opens only the segments that it lies in. */
  public Flux<ByteBuffer> open(String objectName, byte[] key, Range range) {
    return Flux.<ByteBuffer, SealedFile>generate(
            () -> new SealedFile(new ObjectChannel(objects, objectName), objectName, key, range),
            (file, sink) -> {
              ByteBuffer next = file.next();
              if (next == null) {
                sink.complete();
              } else {
                sink.next(next);
              }
              return file;
            },
            SealedFile::close)
        .subscribeOn(io)
        .cancelOn(io)
        .transformDeferred(Blocking::quietly);
  }

  /** Removes the object; completes also if there is none. */
  public Mono<Void> delete(String objectName) {
    return Blocking.on(io, () -> objects.remove(objectName));
  }

  /** Starts the workers before the first file needs them; does not wait. */
  public void warmUp() {
    cleaner.warmUp();
  }

  /** Whether the kernel shuts the workers in. */
  public boolean isolated() {
    return cleaner.isolated();
  }

  /** The next objects in the order of their names' bytes, of which a page has 1,000 at most. */
  public Mono<List<StoredObject>> page(String after) {
    return Blocking.<List<StoredObject>>on(io, () -> objects.page(after, PAGE), unwanted -> {})
        .onErrorMap(away -> !(away instanceof StorageProblem), StoreUnavailable::new);
  }

  /** Fails with {@link StoreUnavailable} unless the store answers and has the bucket. */
  public Mono<Void> ping() {
    return Blocking.on(
        io,
        () -> {
          if (!objects.bucketExists()) {
            throw new StoreUnavailable(new IllegalStateException("no such bucket"));
          }
        });
  }

  /** Makes the bucket unless it is there. */
  public Mono<Void> ensureBucket() {
    return Blocking.on(
        io,
        () -> {
          if (!objects.bucketExists()) {
            objects.makeBucket();
          }
        });
  }

  @Override
  public void close() {
    reception.close();
    cleaner.close();
    objects.close();
  }
}
