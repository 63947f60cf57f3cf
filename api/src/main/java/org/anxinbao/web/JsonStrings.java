package org.anxinbao.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One way to write a line break (CR LF and CR become LF), and no text that a database, a log or a
 * printer would stumble over: no half of a surrogate pair, no control character but LF and TAB.
 */
final class JsonStrings {
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n?");

  private final List<Problem.FieldError> faults = new ArrayList<>();

  /** In place, but for a document that is itself a string. */
  JsonNode clean(JsonNode tree) {
    return clean(tree, JsonPointer.empty());
  }

  List<Problem.FieldError> faults() {
    return faults;
  }

  private JsonNode clean(JsonNode node, JsonPointer at) {
    switch (node) {
      case StringNode string -> {
        return clean(string, at);
      }
      case ObjectNode object ->
          object.properties().forEach(e -> e.setValue(clean(e.getValue(), below(at, e.getKey()))));
      case ArrayNode array -> {
        for (int index = 0; index < array.size(); index++) {
          array.set(index, clean(array.get(index), at.appendIndex(index)));
        }
      }
      default -> {}
    }
    return node;
  }

  private static JsonPointer below(JsonPointer at, String name) {
    return at.appendProperty(name);
  }

  private StringNode clean(StringNode node, JsonPointer at) {
    var text = LINE_BREAK.matcher(node.stringValue()).replaceAll("\n");
    if (hasLoneSurrogate(text)) {
      faults.add(new Problem.FieldError(at.toString(), "lone-surrogate"));
    } else if (hasControl(text)) {
      faults.add(new Problem.FieldError(at.toString(), "control-character"));
    }
    return StringNode.valueOf(text);
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
