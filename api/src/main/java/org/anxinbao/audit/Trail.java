package org.anxinbao.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.anxinbao.web.Problem;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** The append-only trail. The application's role can insert and read it, nothing more. */
@Service
public class Trail {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final DatabaseClient database;
  private final TransactionalOperator alone;
  private final Clock clock;

  Trail(DatabaseClient database, ReactiveTransactionManager transactions, Clock clock) {
    this.database = database;
    this.alone =
        TransactionalOperator.create(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    this.clock = clock;
  }

  /** Within the caller's transaction, so that the act and its entry are stored together or not. */
  public Mono<Void> append(Entry entry) {
    return Mono.defer(() -> insert(entry));
  }

  /**
   * In a transaction of its own: for what was refused or failed, whose own transaction is rolled
   * back. An act that cannot be recorded is answered 503.
   */
  public Mono<Void> appendAlone(Entry entry) {
    return append(entry)
        .as(alone::transactional)
        .onErrorMap(
            broken ->
                Problem.away(
                    RETRY, "audit entry not written: " + broken.getClass().getSimpleName()));
  }

  private Mono<Void> insert(Entry entry) {
    var now = clock.instant();
    var at = entry.actor().timed() ? OffsetDateTime.ofInstant(now, ZoneOffset.UTC) : null;
    return database
        .sql(
            """
            insert into audit_entry (id, on_date, at, actor, member, organisation, action, subject, outcome, reason)
            values (:id, :onDate, :at, :actor, :member, :organisation, :action, :subject, :outcome, :reason)
            """)
        .bind("id", UUID.randomUUID())
        .bind("onDate", LocalDate.ofInstant(now, CHINA))
        .bind("at", Parameter.fromOrEmpty(at, OffsetDateTime.class))
        .bind("actor", entry.actor().name())
        .bind("member", Parameter.fromOrEmpty(entry.member(), UUID.class))
        .bind("organisation", Parameter.fromOrEmpty(entry.organisation(), String.class))
        .bind("action", entry.action())
        .bind("subject", Parameter.fromOrEmpty(entry.subject(), UUID.class))
        .bind("outcome", entry.outcome().name())
        .bind("reason", Parameter.fromOrEmpty(entry.reason(), String.class))
        .then();
  }
}
