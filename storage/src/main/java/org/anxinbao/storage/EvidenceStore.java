package org.anxinbao.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.anxinbao.storage.clean.Finding;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes files in (received → cleaned → sealed → stored) and gives them out again. Nothing here
 * blocks its caller, and nothing is held in memory but a few buffers for each transfer and the
 * pictures being cleaned, which have a budget. Failures are {@link StorageProblem}s.
 */
public final class EvidenceStore implements AutoCloseable {
  private static final int UPLOADS = 8;
  private static final int QUEUE = 1_000;
  private static final int NAME_BYTES = 16;

  /** Objects of one page: what a store answers at most. */
  public static final int PAGE = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectStore objects;
  private final Spool spool;
  private final Cleaner cleaner;
  private final Scheduler io = Schedulers.boundedElastic();

  /** As many files at once as there are workers. */
  private final Scheduler cleaning;

  /** As many uploads at once as it has threads, each with one part in memory. */
  private final Scheduler uploads = Schedulers.newBoundedElastic(UPLOADS, QUEUE, "evidence-upload");

  /**
   * Opens the spool; does not yet call the object store, nor start a worker.
   *
   * @throws UncheckedIOException if the spool's directory cannot be used
   * @throws IllegalStateException where workers have to be isolated and cannot be
   */
  public EvidenceStore(StorageSettings settings) {
    try {
      spool = new Spool(settings.spool(), settings.spoolReserve());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    objects = new ObjectStore(settings);
    cleaner = new Cleaner(settings.cleaner());
    cleaning =
        Schedulers.newBoundedElastic(settings.cleaner().workers(), QUEUE, "evidence-cleaning");
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
    return HexFormat.of().formatHex(random(NAME_BYTES));
  }

  /**
   * As {@link #store(Publisher)}, under a name that the caller has noted before, so that no object
   * is ever without a trace of it.
   *
   * @param name of {@link #newName()}
   */
  public Mono<Stored> store(String name, Publisher<ByteBuffer> upload) {
    return Mono.using(
            spool::create,
            received ->
                Mono.using(
                    spool::create,
                    clean ->
                        Mono.defer(
                            () -> {
                              var recognition = new Recognition();
                              return received
                                  .receive(upload, recognition::see, io)
                                  .then(clean(recognition, received, clean))
                                  .flatMap(cleaned -> put(name, clean, cleaned));
                            })))
        .subscribeOn(io)
        .cancelOn(io)
        .onErrorMap(RejectedExecutionException.class, StoreUnavailable::new);
  }

  private Mono<Cleaned> clean(Recognition recognised, Spool.File received, Spool.File clean) {
    return Blocking.on(
        cleaning,
        () -> {
          try (OutputStream out = clean.write()) {
            return cleaner.clean(recognised.mediaType(), received.read(), recognised.bytes(), out);
          }
        },
        unwanted -> {});
  }

  private Mono<Stored> put(String name, Spool.File clean, Cleaned cleaned) {
    return Blocking.on(
        uploads,
        () -> {
          byte[] key = FileSeal.newKey();
          var sealed = FileSeal.seal(clean.read(), cleaned.allBytes(), name, key);
          objects.put(name, sealed, FileSeal.sealedSize(cleaned.allBytes()));
          var removed = cleaned.removed().stream().map(Finding::code).toList();
          return new Stored(
              name, key, cleaned.mediaType(), cleaned.bytes(), cleaned.previewBytes(), removed);
        },
        unwanted -> objects.remove(unwanted.objectName()));
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
    return Mono.using(
            spool::create,
            received ->
                received.receive(part, atMost(size), io).then(put(name, received, size, key)))
        .subscribeOn(io)
        .cancelOn(io)
        .onErrorMap(RejectedExecutionException.class, StoreUnavailable::new);
  }

  private Mono<Void> put(String name, Spool.File part, int size, byte[] key) {
    return Blocking.on(
            uploads,
            () -> {
              var filled = new SequenceInputStream(part.read(), new Zeros());
              objects.put(name, FileSeal.seal(filled, size, name, key), FileSeal.sealedSize(size));
              return name;
            },
            objects::remove)
        .then();
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

  /** Names of all objects, for the sweep. */
  public Flux<String> names() {
    return names(Instant.MAX);
  }

  /** Names of the objects stored before then: those of uploads still under way are younger. */
  public Flux<String> names(Instant before) {
    return Flux.fromStream(() -> objects.names(before))
        .onErrorMap(e -> !(e instanceof StorageProblem), StoreUnavailable::new)
        .subscribeOn(io);
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
    return Blocking.on(io, () -> objects.page(after, PAGE), unwanted -> {});
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
    cleaning.dispose();
    cleaner.close();
    uploads.dispose();
    objects.close();
  }

  private static Consumer<ByteBuffer> atMost(long most) {
    var bytes = new AtomicLong();
    return buffer -> {
      if (bytes.addAndGet(buffer.remaining()) > most) {
        throw new TooLarge();
      }
    };
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
