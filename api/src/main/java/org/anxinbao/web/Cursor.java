package org.anxinbao.web;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: a day and an id, the list's order. Opaque to callers, but no secret
 * and no right: what it leads to is checked like every other read.
 */
public record Cursor(LocalDate on, UUID id) {
  private static final int BYTES = Long.BYTES * 3;

  /** Years that PostgreSQL counts, and that a list can have. */
  private static final int FIRST_YEAR = 2000;

  private static final int LAST_YEAR = 9999;

  /**
   * Of the query parameter {@code cursor}; null starts at the beginning.
   *
   * @throws Problem INVALID_REQUEST at {@code /query/cursor}
   */
  public static @Nullable Cursor parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var cursor =
          new Cursor(
              LocalDate.ofEpochDay(bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong()));
      if (cursor.on().getYear() >= FIRST_YEAR
          && cursor.on().getYear() <= LAST_YEAR
          && cursor.text().equals(text)) {
        return cursor;
      }
    } catch (IllegalArgumentException | DateTimeException | BufferUnderflowException notOurs) {
      // as below
    }
    throw Problem.field(ProblemType.INVALID_REQUEST, "/query/cursor", "not-a-cursor");
  }

  public String text() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(on.toEpochDay())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
