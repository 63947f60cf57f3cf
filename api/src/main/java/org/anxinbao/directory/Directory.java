package org.anxinbao.directory;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who exists, kept in memory. A node learns of another's change within seconds, of its own when it
 * asks for {@link #refresh}. When the database is away the last snapshot stays.
 */
@Service
@DependsOn("referenceData")
public class Directory implements InitializingBean, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private record Seen(long revision, Snapshot snapshot) {}

  private final DirectoryTables tables;
  private final TransactionalOperator oneMoment;
  private final Duration every;
  private volatile @Nullable Seen seen;
  private Disposable watch = Disposables.disposed();

  Directory(
      DirectoryTables tables,
      ReactiveTransactionManager transactions,
      @Value("${anxinbao.directory.refresh:3s}") Duration every) {
    this.tables = tables;
    this.every = every;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    definition.setReadOnly(true);
    this.oneMoment = TransactionalOperator.create(transactions, definition);
  }

  /** The first snapshot is there before anything asks for it. */
  @Override
  public void afterPropertiesSet() {
    refresh().block(PATIENCE);
    watch =
        Flux.interval(every)
            .onBackpressureDrop()
            .concatMap(tick -> refresh().onErrorResume(Directory::keepTheLast), 1)
            .subscribe();
  }

  @Override
  public void destroy() {
    watch.dispose();
  }

  /** Never blocks and is at most some seconds old. */
  public Snapshot current() {
    return Objects.requireNonNull(seen, "the directory has not started").snapshot();
  }

  /** The snapshot as it is in the database now; the same instance where nothing changed. */
  public Mono<Snapshot> refresh() {
    return tables
        .revision()
        .flatMap(
            revision -> {
              var last = seen;
              return last != null && last.revision() == revision
                  ? Mono.just(last)
                  : tables.read().map(all -> new Seen(revision, new Snapshot(all)));
            })
        .as(oneMoment::transactional)
        .map(this::keepTheNewest)
        .map(Seen::snapshot);
  }

  /** Two refreshes may overtake each other. */
  private synchronized Seen keepTheNewest(Seen read) {
    var last = seen;
    if (last == null || last.revision() < read.revision()) {
      seen = read;
      return read;
    }
    return last;
  }

  private static Mono<Snapshot> keepTheLast(Throwable failure) {
    LOG.warn("The directory could not be refreshed: {}", failure.getClass().getSimpleName());
    return Mono.empty();
  }
}
