package org.anxinbao.casework;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of the one statement: rows as JSON arrays, and all their bytes in one array that
 * the rows point into.
 */
record SubmissionBatch(String tips, String grants, String files, byte[] bytes) {

  static SubmissionBatch of(List<Submission> submissions, JsonMapper json) {
    var bytes = new Bytes();
    var tips = submissions.stream().map(submission -> TipRow.of(submission, bytes)).toList();
    var grants = new ArrayList<GrantRow>();
    var files = new ArrayList<FileRow>();
    for (var submission : submissions) {
      submission.grants().forEach(grant -> grants.add(GrantRow.of(submission, grant, bytes)));
      submission.evidence().forEach(file -> files.add(FileRow.of(submission, file, bytes)));
    }
    return new SubmissionBatch(
        json.writeValueAsString(tips),
        json.writeValueAsString(grants),
        json.writeValueAsString(files),
        bytes.all());
  }

  /** Where bytes lie in the concatenation: counted from 1, as PostgreSQL does. */
  private static final class Bytes {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream(16 * 1024);

    int add(byte[] part) {
      int at = all.size() + 1;
      all.writeBytes(part);
      return at;
    }

    byte[] all() {
      return all.toByteArray();
    }
  }

  private record GrantRow(UUID tip, String holder, int epoch, String state, int at, int bytes) {
    static GrantRow of(Submission submission, Submission.Grant grant, Bytes bytes) {
      return new GrantRow(
          submission.tip(),
          grant.holder(),
          grant.epoch(),
          grant.dormant() ? "DORMANT" : "ACTIVE",
          bytes.add(grant.sealed()),
          grant.sealed().length);
    }
  }

  private record FileRow(UUID tip, UUID evidence, int epoch, int at, int bytes) {
    static FileRow of(Submission submission, Submission.Binding file, Bytes bytes) {
      return new FileRow(
          submission.tip(),
          file.evidence(),
          file.epoch(),
          bytes.add(file.sealed()),
          file.sealed().length);
    }
  }

  private record TipRow(
      UUID tip,
      String mailbox,
      String fingerprint,
      int publicKeyAt,
      int publicKeyBytes,
      int wrappedKeyAt,
      int wrappedKeyBytes,
      Channel channel,
      @Nullable String enterprise,
      String area,
      String industry,
      HazardClass hazardClass,
      LocalDate receivedOn,
      LocalDate dueOn,
      LocalDate lookOn,
      String lead,
      @Nullable String supervising,
      @Nullable String custodian,
      boolean escalated,
      boolean wakesIfLate,
      boolean handledDirectly,
      int epoch,
      int excludedAt,
      int excludedBytes,
      int bodyAt,
      int bodyBytes,
      @Nullable Integer identityAt,
      @Nullable Integer identityBytes,
      int files,
      String digest,
      UUID audit,
      UUID outbox) {

    static TipRow of(Submission given, Bytes bytes) {
      var clear = given.clear();
      var identity = given.identity();
      var hex = HexFormat.of();
      return new TipRow(
          given.tip(),
          hex.formatHex(given.mailbox()),
          hex.formatHex(given.fingerprint()),
          bytes.add(given.reporter().publicKey()),
          given.reporter().publicKey().length,
          bytes.add(given.reporter().wrappedKey()),
          given.reporter().wrappedKey().length,
          clear.channel(),
          clear.enterprise(),
          clear.area(),
          clear.industry(),
          clear.hazardClass(),
          clear.receivedOn(),
          clear.dueOn(),
          clear.lookOn(),
          clear.lead(),
          clear.supervising(),
          clear.custodian(),
          clear.escalated(),
          clear.wakesIfLate(),
          clear.handledDirectly(),
          clear.epoch(),
          bytes.add(given.excluded()),
          given.excluded().length,
          bytes.add(given.body()),
          given.body().length,
          identity == null ? null : bytes.add(identity),
          identity == null ? null : identity.length,
          given.evidence().size(),
          hex.formatHex(given.digest()),
          UUID.randomUUID(),
          UUID.randomUUID());
    }
  }
}
