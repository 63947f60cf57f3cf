package org.anxinbao.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A file of the seed under {@code reference/}, read row by row. */
final class SeedFile {
  private static final CSVFormat RFC_4180 =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private SeedFile() {}

  /** A row of a CSV file; an empty cell is no value. */
  record Row(CSVRecord cells) {
    String text(String column) {
      return cells.get(column);
    }

    @Nullable String optional(String column) {
      var text = cells.get(column);
      return text.isEmpty() ? null : text;
    }

    @Nullable Double number(String column) {
      var text = optional(column);
      return text == null ? null : Double.valueOf(text);
    }

    List<String> list(String column) {
      var text = cells.get(column);
      return text.isEmpty() ? List.of() : List.of(text.split(";", -1));
    }
  }

  static <T> List<T> csv(String name, Function<Row, T> read) {
    try (var reader = new InputStreamReader(open(name), StandardCharsets.UTF_8);
        var parser = RFC_4180.parse(reader)) {
      return parser.stream().map(cells -> read.apply(new Row(cells))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, List<Map<String, Object>>> yaml(String name) {
    try (var in = open(name)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        SeedFile.class.getResourceAsStream("/reference/" + name), "seed file " + name);
  }
}
