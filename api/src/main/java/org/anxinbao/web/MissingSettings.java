package org.anxinbao.web;

import java.util.List;

/** Settings, by the names of their environment variables, without which nothing can start. */
final class MissingSettings extends RuntimeException {
  private final List<String> variables;

  MissingSettings(List<String> variables) {
    super("missing settings: " + String.join(", ", variables));
    this.variables = List.copyOf(variables);
  }

  List<String> variables() {
    return variables;
  }
}
