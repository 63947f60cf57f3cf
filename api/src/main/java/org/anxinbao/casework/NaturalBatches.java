package org.anxinbao.casework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.anxinbao.web.Problem;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A few lanes, each flushing what queued while its last flush was in flight; nothing waits for a
 * timer. A caller is answered when its own item is durable, and one that goes away takes nothing
 * with it.
 *
 * @param <T> an item
 * @param <R> its result
 */
final class NaturalBatches<T, R> {
  private record Waiting<T, R>(T item, Sinks.One<R> answer) {}

  private static final int LONGEST_QUEUE = 10_000;

  private final ConcurrentLinkedQueue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger freeLanes;
  private final int largest;
  private final Function<List<T>, Mono<List<R>>> flush;

  /**
   * @param flush stores the items and answers for each, in their order
   */
  NaturalBatches(int lanes, int largest, Function<List<T>, Mono<List<R>>> flush) {
    this.freeLanes = new AtomicInteger(lanes);
    this.largest = largest;
    this.flush = flush;
  }

  Mono<R> add(T item) {
    return Mono.defer(
        () -> {
          if (queued.get() >= LONGEST_QUEUE) {
            return Mono.error(Problem.away(Duration.ofSeconds(5), "too many tips wait"));
          }
          var waiting = new Waiting<T, R>(item, Sinks.one());
          queued.incrementAndGet();
          queue.add(waiting);
          drain();
          return waiting.answer().asMono();
        });
  }

  private void drain() {
    while (!queue.isEmpty() && takeLane()) {
      var batch = new ArrayList<Waiting<T, R>>();
      for (var next = queue.poll();
          next != null;
          next = batch.size() < largest ? queue.poll() : null) {
        batch.add(next);
      }
      queued.addAndGet(-batch.size());
      if (batch.isEmpty()) {
        freeLanes.incrementAndGet();
      } else {
        store(batch).doFinally(end -> release()).subscribe();
      }
    }
  }

  private void release() {
    freeLanes.incrementAndGet();
    drain();
  }

  private boolean takeLane() {
    return freeLanes.getAndUpdate(free -> free > 0 ? free - 1 : 0) > 0;
  }

  private Mono<Void> store(List<Waiting<T, R>> batch) {
    return Mono.defer(() -> flush.apply(batch.stream().map(Waiting::item).toList()))
        .single()
        .doOnNext(
            results -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().tryEmitValue(results.get(i));
              }
            })
        .then()
        .onErrorResume(error -> failed(batch, error));
  }

  private static boolean isOneItems(Throwable error) {
    return error instanceof DataIntegrityViolationException
        || error instanceof InvalidDataAccessResourceUsageException
        || error instanceof ConcurrencyFailureException;
  }

  /** One item that the database refuses must not take its neighbours along. */
  private Mono<Void> failed(List<Waiting<T, R>> batch, Throwable error) {
    if (batch.size() > 1 && isOneItems(error)) {
      return Flux.fromIterable(batch).concatMap(one -> store(List.of(one))).then();
    }
    batch.forEach(waiting -> waiting.answer().tryEmitError(error));
    return Mono.empty();
  }
}
