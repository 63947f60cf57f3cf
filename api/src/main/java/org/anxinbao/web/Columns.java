package org.anxinbao.web;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a row's columns: one that may be null says so. */
public final class Columns {
  private Columns() {}

  public static <T> T get(Readable row, String name, Class<T> type) {
    return Objects.requireNonNull(row.get(name, type), name);
  }

  public static <T> @Nullable T nullable(Readable row, String name, Class<T> type) {
    return row.get(name, type);
  }

  public static <T extends Enum<T>> T choice(Readable row, String name, Class<T> type) {
    return Enum.valueOf(type, get(row, name, String.class));
  }

  public static <T extends Enum<T>> @Nullable T nullableChoice(
      Readable row, String name, Class<T> type) {
    var value = row.get(name, String.class);
    return value == null ? null : Enum.valueOf(type, value);
  }
}
