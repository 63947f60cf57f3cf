package org.anxinbao.storage;

import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.anxinbao.storage.clean.Finding;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The way of a file in: received into a spool, cleaned into another, sealed, stored. */
final class Reception implements AutoCloseable {
  private static final int UPLOADS = 8;
  private static final int QUEUE = 1_000;

  private final Spool spool;
  private final Cleaner cleaner;
  private final ObjectStore objects;
  private final Scheduler io = Schedulers.boundedElastic();

  /** As many files at once as there are workers. */
  private final Scheduler cleaning;

  /** As many uploads at once as it has threads, each with one part in memory. */
  private final Scheduler uploads = Schedulers.newBoundedElastic(UPLOADS, QUEUE, "evidence-upload");

  Reception(Spool spool, Cleaner cleaner, ObjectStore objects, int workers) {
    this.spool = spool;
    this.cleaner = cleaner;
    this.objects = objects;
    cleaning = Schedulers.newBoundedElastic(workers, QUEUE, "evidence-cleaning");
  }

  Mono<Stored> store(String name, Publisher<ByteBuffer> upload) {
    return spooled(
        received -> {
          var recognition = new Recognition();
          return received
              .receive(upload, recognition::see, io)
              .then(
                  Mono.using(
                      spool::create,
                      clean ->
                          clean(recognition, received, clean)
                              .flatMap(cleaned -> put(name, clean, cleaned))));
        });
  }

  Mono<Void> keep(String name, byte[] key, int size, Publisher<ByteBuffer> part) {
    return spooled(
        received -> received.receive(part, atMost(size), io).then(put(name, received, size, key)));
  }

  private <T> Mono<T> spooled(Function<Spool.File, Mono<T>> way) {
    return Mono.using(spool::create, way)
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

  private static Consumer<ByteBuffer> atMost(long most) {
    var bytes = new AtomicLong();
    return buffer -> {
      if (bytes.addAndGet(buffer.remaining()) > most) {
        throw new TooLarge();
      }
    };
  }

  @Override
  public void close() {
    cleaning.dispose();
    uploads.dispose();
  }
}
