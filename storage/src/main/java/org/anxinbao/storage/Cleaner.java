package org.anxinbao.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.anxinbao.storage.clean.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a welcome file one that shows the same and carries no trace of its maker, in one of a
 * few worker processes that are kept warm. A worker that fails, takes too long or is abandoned by
 * its caller is ended, and so is one that has cleaned some files; another takes its place. Blocking
 * and costly: never on an event loop.
 */
public final class Cleaner implements AutoCloseable {
  /** Media types that are taken in. A file's type is what its content says, nothing else. */
  public static final List<String> WELCOME =
      Arrays.stream(Kind.values()).flatMap(kind -> kind.mediaTypes().stream()).toList();

  private static final int MOST_FILES = 100;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PATIENCE_PER_MEGABYTE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
  private static final int BUSY_MACHINE = 2; // as long it may take on the clock

  private final CleanerSettings settings;
  private final Sandbox sandbox;

  /** As many as there may be workers, but for those at work and those being started. */
  private final BlockingQueue<Place> places = new LinkedBlockingQueue<>();

  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cleaner-starts").factory());
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cleaner-watch").factory());
  private @Nullable List<String> command;
  private volatile boolean closed;

  /**
   * Starts no worker yet.
   *
   * @throws IllegalStateException where they have to be isolated and cannot be
   */
  Cleaner(CleanerSettings settings) {
    this.settings = settings;
    sandbox = new Sandbox(settings);
    for (int i = 0; i < settings.workers(); i++) {
      places.add(Place.EMPTY);
    }
  }

  /** Starts the workers before a file needs them, without waiting for them. */
  void warmUp() {
    while (places.remove(Place.EMPTY)) {
      starter.execute(this::fillPlace);
    }
  }

  boolean isolated() {
    return sandbox.works();
  }

  /**
   * Reads all of {@code file}, writes the clean file and its preview to {@code out}; closes
   * neither. Interrupting the thread ends it soon.
   *
   * @param mediaType one of {@link #WELCOME}
   * @throws CannotBeCleaned for what is damaged, hostile, too large once unpacked, or too slow
   * @throws StoreUnavailable if no worker starts
   * @throws IOException if {@code file} cannot be read or {@code out} not be written
   */
  Cleaned clean(String mediaType, InputStream file, long length, OutputStream out)
      throws IOException {
    CleanerProcess worker = take();
    Future<?> watcher = watch(worker, Thread.currentThread(), patience(length));
    boolean whole = false;
    try {
      Cleaned cleaned = worker.clean(mediaType, file, length, out);
      whole = true;
      return cleaned;
    } finally {
      watcher.cancel(false);
      giveBack(worker, whole);
    }
  }

  /** Of the processor's time: ten seconds, and one for each megabyte, to a minute. */
  private static Duration patience(long length) {
    var all = PATIENCE.plus(PATIENCE_PER_MEGABYTE.multipliedBy(length >> 20));
    return all.compareTo(LONGEST_PATIENCE) < 0 ? all : LONGEST_PATIENCE;
  }

  private Future<?> watch(CleanerProcess worker, Thread caller, Duration patience) {
    long end = System.nanoTime() + patience.multipliedBy(BUSY_MACHINE).toNanos();
    Duration mostBusy = worker.busy().plus(patience);
    return watch.scheduleWithFixedDelay(
        () -> {
          if (caller.isInterrupted()
              || System.nanoTime() - end > 0
              || worker.busy().compareTo(mostBusy) > 0) {
            worker.close();
          }
        },
        LOOK.toMillis(),
        LOOK.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private CleanerProcess take() throws IOException {
    Place place;
    try {
      place = places.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException abandoned) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(abandoned);
    }
    if (place == null) {
      throw new StoreUnavailable(new IllegalStateException("no worker"));
    }
    CleanerProcess worker = place.worker();
    if (worker != null && worker.alive()) {
      return worker;
    }
    try {
      return start();
    } catch (IOException | StoreUnavailable failed) {
      places.add(Place.EMPTY);
      throw failed;
    }
  }

  private void giveBack(CleanerProcess worker, boolean whole) {
    if (whole && worker.files() < MOST_FILES && !closed) {
      places.add(new Place(worker));
      return;
    }
    worker.close();
    try {
      starter.execute(this::fillPlace);
    } catch (RejectedExecutionException isClosed) {
      // nobody will need it
    }
  }

  /** Who comes to an empty place tries again, and hears of it. */
  private void fillPlace() {
    try {
      places.add(new Place(start()));
      if (closed) {
        close();
      }
    } catch (IOException | StoreUnavailable failed) {
      places.add(Place.EMPTY);
    }
  }

  private CleanerProcess start() throws IOException {
    var worker = new CleanerProcess(command());
    if (!worker.ready()) {
      worker.close();
      throw new StoreUnavailable(new IllegalStateException("worker does not start"));
    }
    return worker;
  }

  /** Unpacks the native libraries, once. */
  private synchronized List<String> command() throws IOException {
    if (command == null) {
      command = sandbox.around(WorkerCommand.of(settings));
    }
    return command;
  }

  @Override
  public void close() {
    closed = true;
    starter.shutdown();
    watch.shutdown();
    for (var place = places.poll(); place != null; place = places.poll()) {
      if (place.worker() != null) {
        place.worker().close();
      }
    }
  }

  private record Place(@Nullable CleanerProcess worker) {
    static final Place EMPTY = new Place(null);
  }
}
