package org.anxinbao.storage.clean.film;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** What must be freed, last first, on every way out: native memory has no collector. */
final class Cleanup implements AutoCloseable {
  private final ArrayDeque<Runnable> steps = new ArrayDeque<>();

  /** Answers the thing, which is freed with everything else. */
  <T> T own(T thing, Consumer<? super T> free) {
    steps.push(() -> free.accept(thing));
    return thing;
  }

  @Override
  public void close() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }
}
