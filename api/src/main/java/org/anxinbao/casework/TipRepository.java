package org.anxinbao.casework;

import static org.anxinbao.web.Columns.choice;
import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;
import static org.anxinbao.web.Columns.nullableChoice;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.anxinbao.casework.Tip.*;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tip's row. Its sealed columns are read only with a grant in hand. */
@Repository
class TipRepository {
  /** A tip with its sealed columns. */
  record Sealed(
      Tip tip,
      byte[] body,
      byte[] excluded,
      byte @Nullable [] identity,
      @Nullable String custodian) {}

  static final String COLUMNS =
      """
      t.id, t.channel, t.enterprise, t.area, t.industry, t.hazard_class, t.status, t.returns_to, t.received_on,
      t.due_on, t.asked_on, t.lead, t.supervising, t.escalated, t.transfers, t.epoch, t.sequence, t.unread,
      t.proposed_finding, t.proposed_grade, t.proposed_by, t.finding, t.grade, t.answered_on, t.version,
      t.clock_started_on, t.clock_added, t.clock_mark, t.look_on, t.wakes_if_late,
      t.body, t.excluded, t.identity, t.custodian
      """;

  private final DatabaseClient database;

  TipRepository(DatabaseClient database) {
    this.database = database;
  }

  Mono<Sealed> find(UUID id) {
    return database
        .sql("select " + COLUMNS + " from tip t where t.id = :id")
        .bind("id", id)
        .map(TipRepository::sealed)
        .one();
  }

  /** Holds the row until the transaction ends: who decides second sees what the first one did. */
  Mono<Sealed> lock(UUID id) {
    return database
        .sql("select " + COLUMNS + " from tip t where t.id = :id for update")
        .bind("id", id)
        .map(TipRepository::sealed)
        .one();
  }

  Mono<Void> store(Tip tip) {
    var progress = tip.progress();
    var waiting = progress.waiting();
    var proposal = progress.proposal();
    var proposed = proposal == null ? null : proposal.verdict();
    var verdict = progress.verdict();
    return database
        .sql(
            """
            update tip set status = :status, returns_to = :returnsTo, due_on = :dueOn, asked_on = :askedOn,
              lead = :lead, supervising = :supervising, escalated = :escalated, transfers = :transfers,
              epoch = :epoch, sequence = :sequence, unread = :unread, proposed_finding = :proposedFinding,
              proposed_grade = :proposedGrade, proposed_by = :proposedBy, finding = :finding, grade = :grade,
              answered_on = :answeredOn, version = :version, clock_started_on = :startedOn,
              clock_added = :added, clock_mark = :mark, look_on = :lookOn, clock_runs = :runs
            where id = :id
            """)
        .bind("id", tip.id())
        .bind("status", progress.status().name())
        .bind("returnsTo", name(waiting == null ? null : waiting.returnsTo()))
        .bind("dueOn", progress.dueOn())
        .bind("askedOn", orEmpty(waiting == null ? null : waiting.since(), LocalDate.class))
        .bind("lead", tip.offices().lead())
        .bind("supervising", orEmpty(tip.offices().supervising(), String.class))
        .bind("escalated", tip.offices().escalated())
        .bind("transfers", tip.offices().transfers())
        .bind("epoch", tip.counters().epoch())
        .bind("sequence", tip.counters().sequence())
        .bind("unread", tip.counters().unread())
        .bind("proposedFinding", name(proposed == null ? null : proposed.finding()))
        .bind("proposedGrade", name(proposed == null ? null : proposed.grade()))
        .bind("proposedBy", orEmpty(proposal == null ? null : proposal.by(), UUID.class))
        .bind("finding", name(verdict == null ? null : verdict.finding()))
        .bind("grade", name(verdict == null ? null : verdict.grade()))
        .bind("answeredOn", orEmpty(progress.answeredOn(), LocalDate.class))
        .bind("version", tip.counters().version())
        .bind("startedOn", tip.timing().startedOn())
        .bind("added", tip.timing().added())
        .bind("mark", name(tip.timing().mark()))
        .bind("lookOn", orEmpty(tip.timing().lookOn(), LocalDate.class))
        .bind("runs", tip.status().clockRuns())
        .then();
  }

  private static Parameter name(@Nullable Enum<?> value) {
    return orEmpty(value == null ? null : value.name(), String.class);
  }

  private static Parameter orEmpty(@Nullable Object value, Class<?> type) {
    return Parameter.fromOrEmpty(value, type);
  }

  static Sealed sealed(Readable row) {
    return new Sealed(
        tip(row),
        get(row, "body", byte[].class),
        get(row, "excluded", byte[].class),
        nullable(row, "identity", byte[].class),
        nullable(row, "custodian", String.class));
  }

  private static Tip tip(Readable row) {
    return new Tip(
        new Facts(
            get(row, "id", UUID.class),
            choice(row, "channel", Channel.class),
            nullable(row, "enterprise", String.class),
            get(row, "area", String.class),
            get(row, "industry", String.class),
            choice(row, "hazard_class", HazardClass.class),
            get(row, "received_on", LocalDate.class)),
        new Offices(
            get(row, "lead", String.class),
            nullable(row, "supervising", String.class),
            get(row, "escalated", Boolean.class),
            get(row, "transfers", Integer.class)),
        new Progress(
            choice(row, "status", Status.class),
            get(row, "due_on", LocalDate.class),
            waiting(row),
            proposal(row),
            verdict(row, "finding", "grade"),
            nullable(row, "answered_on", LocalDate.class)),
        new Timing(
            get(row, "clock_started_on", LocalDate.class),
            get(row, "clock_added", Integer.class),
            nullableChoice(row, "clock_mark", Clock.Mark.class),
            nullable(row, "look_on", LocalDate.class),
            get(row, "wakes_if_late", Boolean.class)),
        new Counters(
            get(row, "epoch", Integer.class),
            get(row, "sequence", Integer.class),
            get(row, "unread", Integer.class),
            get(row, "version", Integer.class)));
  }

  private static @Nullable Waiting waiting(Readable row) {
    var returnsTo = nullableChoice(row, "returns_to", Status.class);
    return returnsTo == null ? null : new Waiting(returnsTo, get(row, "asked_on", LocalDate.class));
  }

  private static @Nullable Proposal proposal(Readable row) {
    var verdict = verdict(row, "proposed_finding", "proposed_grade");
    return verdict == null ? null : new Proposal(verdict, get(row, "proposed_by", UUID.class));
  }

  private static @Nullable Verdict verdict(Readable row, String finding, String grade) {
    var found = nullableChoice(row, finding, Finding.class);
    return found == null ? null : new Verdict(found, nullableChoice(row, grade, Grade.class));
  }
}
