package org.anxinbao.directory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * One INSERT for many rows: each column travels as a {@code text[]} and is cast in the database, so
 * the driver makes one round trip, not one a row, and the order of parents does not matter (a
 * foreign key is checked at the end of the statement).
 */
final class UnnestInsert {
  private final DatabaseClient db;
  private final String into;
  private final List<String> expressions = new ArrayList<>();
  private final List<@Nullable String[]> columns = new ArrayList<>();

  /** Into a table with its columns, {@code area (code, parent)}: constants, never input. */
  UnnestInsert(DatabaseClient db, String into) {
    this.db = db;
    this.into = into;
  }

  UnnestInsert text(List<@Nullable Object> values) {
    return as("text", values);
  }

  UnnestInsert as(String type, List<@Nullable Object> values) {
    return add("c%d::" + type, values);
  }

  /** Lists of strings; none of them holds a {@code ;}. */
  UnnestInsert lists(List<@Nullable Object> values) {
    return add(
        "string_to_array(c%d, ';')",
        values.stream().<@Nullable Object>map(value -> String.join(";", strings(value))).toList());
  }

  Mono<Long> run() {
    var names = new ArrayList<String>();
    var parameters = new ArrayList<String>();
    for (var i = 1; i <= columns.size(); i++) {
      names.add("c" + i);
      parameters.add("$" + i + "::text[]");
    }
    var sql =
        "insert into %s select %s from unnest(%s) as rows (%s)"
            .formatted(
                into,
                String.join(", ", expressions),
                String.join(", ", parameters),
                String.join(", ", names));
    var statement = db.sql(sql);
    for (var i = 0; i < columns.size(); i++) {
      statement = statement.bind(i, columns.get(i));
    }
    return statement.fetch().rowsUpdated();
  }

  private UnnestInsert add(String expression, List<@Nullable Object> values) {
    var column = new @Nullable String[values.size()];
    for (var i = 0; i < column.length; i++) {
      var value = values.get(i);
      column[i] = value == null ? null : value.toString();
    }
    columns.add(column);
    expressions.add(expression.formatted(columns.size()));
    return this;
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }
}
