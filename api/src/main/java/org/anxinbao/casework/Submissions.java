package org.anxinbao.casework;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.anxinbao.web.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores submissions: tip, grants, mailbox, evidence, history, audit entry and outbox row of all
 * that queued, in one statement. Rows travel as one JSON array, bytes as one concatenated array
 * that the rows point into.
 */
@Service
public class Submissions {
  private static final int LANES = 4;
  private static final int LARGEST_BATCH = 64;

  private final DatabaseClient database;
  private final JsonMapper json;
  private final NaturalBatches<Submission, Boolean> batches;

  Submissions(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
    this.batches = new NaturalBatches<>(LANES, LARGEST_BATCH, this::storeAll);
  }

  /**
   * True when it is durable; false when nothing was stored, because the mailbox has a tip already
   * or a file is gone.
   */
  public Mono<Boolean> store(Submission submission) {
    return batches.add(submission);
  }

  private Mono<List<Boolean>> storeAll(List<Submission> batch) {
    var rows = SubmissionBatch.of(batch, json);
    return database
        .sql(STORE)
        .bind(0, rows.tips())
        .bind(1, rows.grants())
        .bind(2, rows.files())
        .bind(3, rows.bytes())
        .map(row -> Columns.get(row, "tip", UUID.class))
        .all()
        .collect(Collectors.toSet())
        .map(stored -> answers(batch, stored));
  }

  private static List<Boolean> answers(List<Submission> batch, Set<UUID> stored) {
    return batch.stream().map(submission -> stored.contains(submission.tip())).toList();
  }

  static final String STORE =
      """
      with given as materialized (
        select * from json_to_recordset($1::json) as g(
          tip uuid, mailbox text, fingerprint text, "publicKeyAt" int, "publicKeyBytes" int,
          "wrappedKeyAt" int, "wrappedKeyBytes" int, channel text, enterprise text, area text, industry text,
          "hazardClass" text, "receivedOn" date, "dueOn" date, "lookOn" date, lead text, supervising text, custodian text,
          escalated boolean, "wakesIfLate" boolean, "handledDirectly" boolean, epoch int,
          "excludedAt" int, "excludedBytes" int, "bodyAt" int, "bodyBytes" int,
          "identityAt" int, "identityBytes" int, files int, digest text, audit uuid, outbox uuid)
      ), files as materialized (
        select * from json_to_recordset($3::json) as f(tip uuid, evidence uuid, epoch int, at int, bytes int)
      ), locked as (
        select f.tip, f.evidence, f.epoch, f.at, f.bytes
        from files f
        join given g on g.tip = f.tip
        join evidence e on e.id = f.evidence and e.mailbox = decode(g.mailbox, 'hex') and e.sealed is not null
        for update of e
      ), stored as (
        insert into mailbox (hash, tip, public_key, wrapped_key, fingerprint)
        select decode(mailbox, 'hex'), tip,
          substring($4::bytea from "publicKeyAt" for "publicKeyBytes"),
          substring($4::bytea from "wrappedKeyAt" for "wrappedKeyBytes"), decode(fingerprint, 'hex')
        from given g
        where g.files = (select count(*) from locked l where l.tip = g.tip)
        on conflict (hash) do nothing
        returning tip
      ), tips as (
        insert into tip (id, channel, enterprise, area, industry, hazard_class, status, received_on, due_on, lead,
          supervising, custodian, escalated, wakes_if_late, handled_directly, epoch, clock_started_on, look_on,
          excluded, body, identity)
        select tip, channel, enterprise, area, industry, "hazardClass", 'SCREENING', "receivedOn", "dueOn", lead,
          supervising, custodian, escalated, "wakesIfLate", "handledDirectly", epoch, "receivedOn", "lookOn",
          substring($4::bytea from "excludedAt" for "excludedBytes"),
          substring($4::bytea from "bodyAt" for "bodyBytes"),
          substring($4::bytea from "identityAt" for "identityBytes")
        from given join stored using (tip)
      ), grants as (
        insert into tip_grant (tip, holder, epoch, state, listed, received_on, sealed)
        select tip, holder, n.epoch, state, n.epoch = g.epoch, "receivedOn",
          substring($4::bytea from n.at for n.bytes)
        from json_to_recordset($2::json) as n(
          tip uuid, holder text, epoch int, state text, at int, bytes int)
        join stored using (tip)
        join given g using (tip)
      ), bound as (
        update evidence e
        set tip = l.tip, mailbox = null, epoch = l.epoch, sealed = substring($4::bytea from l.at for l.bytes)
        from locked l join stored using (tip)
        where e.id = l.evidence
      ), events as (
        insert into tip_event (tip, sequence, on_date, kind, status, organisation, epoch)
        select tip, 0, "receivedOn", 'SUBMITTED', 'SCREENING', lead, epoch from given join stored using (tip)
      ), audits as (
        insert into audit_entry (id, on_date, actor, action, subject, outcome, digest)
        select audit, "receivedOn", 'REPORTER', 'SUBMIT', tip, 'DONE', decode(digest, 'hex')
        from given join stored using (tip)
      ), announced as (
        insert into outbox (id, on_date, kind, tip)
        select outbox, "receivedOn", 'SUBMITTED', tip from given join stored using (tip)
      )
      select tip from stored
      """;
}
