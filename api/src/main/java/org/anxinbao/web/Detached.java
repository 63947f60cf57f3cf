package org.anxinbao.web;

import reactor.core.publisher.Mono;

/** A write that has begun ends, even when the client goes away. */
public final class Detached {
  private Detached() {}

  public static <T> Mono<T> from(Mono<T> write) {
    return Mono.defer(() -> Mono.fromFuture(write.toFuture(), true));
  }
}
