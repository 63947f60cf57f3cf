package org.anxinbao.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.web.Columns.get;
import static org.anxinbao.web.Columns.nullable;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of the trail, whole, as it lies under a checkpoint. */
record StoredEntry(
    UUID id,
    LocalDate on,
    @Nullable OffsetDateTime at,
    String actor,
    @Nullable UUID member,
    @Nullable String organisation,
    String action,
    @Nullable UUID subject,
    String outcome,
    @Nullable String reason,
    byte @Nullable [] digest) {

  static final String COLUMNS =
      "id, on_date, at, actor, member, organisation, action, subject, outcome, reason, digest";

  static StoredEntry of(Readable row) {
    return new StoredEntry(
        get(row, "id", UUID.class),
        get(row, "on_date", LocalDate.class),
        nullable(row, "at", OffsetDateTime.class),
        get(row, "actor", String.class),
        nullable(row, "member", UUID.class),
        nullable(row, "organisation", String.class),
        get(row, "action", String.class),
        nullable(row, "subject", UUID.class),
        get(row, "outcome", String.class),
        nullable(row, "reason", String.class),
        nullable(row, "digest", byte[].class));
  }

  /**
   * A line for each column, {@code name=value}, and the name alone for null. Two different rows
   * never have the same text: a row of ours has no line break in a value, and one that has has more
   * lines.
   */
  String text() {
    return Stream.of(
            "anxinbao-audit-entry-v1",
            line("id", id),
            line("on", on),
            line("at", at == null ? null : at.toInstant()),
            line("actor", actor),
            line("member", member),
            line("organisation", organisation),
            line("action", action),
            line("subject", subject),
            line("outcome", outcome),
            line("reason", reason),
            line("digest", digest == null ? null : HexFormat.of().formatHex(digest)))
        .collect(Collectors.joining("\n"));
  }

  byte[] leaf() {
    return MerkleTree.leaf(text().getBytes(UTF_8));
  }

  private static String line(String name, @Nullable Object value) {
    return value == null ? name : name + "=" + value;
  }
}
