package org.anxinbao.storage;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Work that blocks, on a scheduler of its own. A cancellation interrupts it: what it fails with
 * then is nobody's concern and not logged, what it brings all the same is undone.
 */
final class Blocking {
  private Blocking() {}

  /**
   * Somebody who goes away is no error: what the interrupted disk or network says after that ends
   * here. For {@link Flux#transformDeferred}.
   */
  static <T> Flux<T> quietly(Flux<T> flux) {
    var cancelled = new AtomicBoolean();
    return flux.onErrorResume(e -> cancelled.get() ? Flux.never() : Flux.error(e))
        .doOnCancel(() -> cancelled.set(true));
  }

  static Mono<Void> on(Scheduler scheduler, Runnable work) {
    return on(
        scheduler,
        () -> {
          work.run();
          return null;
        },
        nothing -> {});
  }

  static <T> Mono<T> on(
      Scheduler scheduler, Callable<? extends @Nullable T> work, Consumer<T> undo) {
    return Mono.<T>create(
            sink -> {
              var cancelled = new AtomicBoolean();
              Disposable task =
                  scheduler.schedule(
                      () -> {
                        try {
                          T result = work.call();
                          if (result != null && cancelled.get()) {
                            undo.accept(result);
                          } else {
                            sink.success(result);
                          }
                        } catch (Throwable e) { // an Error, too, must not leave the caller waiting
                          if (!cancelled.get()) {
                            sink.error(e instanceof IOException ? new StoreUnavailable(e) : e);
                          }
                        }
                      });
              sink.onCancel(
                  () -> {
                    cancelled.set(true);
                    task.dispose();
                  });
            })
        .onErrorMap(RejectedExecutionException.class, StoreUnavailable::new);
  }
}
