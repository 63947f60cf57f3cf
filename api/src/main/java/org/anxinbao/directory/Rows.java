package org.anxinbao.directory;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads all rows of a query into records. */
@Component
final class Rows {
  private final DatabaseClient db;

  Rows(DatabaseClient db) {
    this.db = db;
  }

  <T> Mono<List<T>> list(String sql, Function<Readable, T> read) {
    return db.sql(sql).map(read).all().collectList();
  }

  static List<String> texts(Readable row, String column) {
    return List.of(value(row, column, String[].class));
  }

  static String text(Readable row, String column) {
    return value(row, column, String.class);
  }

  static <T> T value(Readable row, String column, Class<T> type) {
    @Nullable T value = row.get(column, type);
    return Objects.requireNonNull(value, column);
  }
}
