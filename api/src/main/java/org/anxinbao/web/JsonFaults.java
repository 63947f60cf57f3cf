package org.anxinbao.web;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Jackson's exceptions as problems: a pointer made of the contract's names, and a code. */
final class JsonFaults {
  private JsonFaults() {}

  /** Of a document that is no JSON, or not ours to read. */
  static Problem ofDocument(JacksonException fault, JavaType type, JsonMapper json) {
    if (fault instanceof StreamConstraintsException) {
      return invalid("", "too-complex");
    }
    var message = Objects.requireNonNullElse(fault.getOriginalMessage(), "");
    if (message.startsWith("Duplicate") && fault.processor() instanceof JsonParser parser) {
      var at = parser.streamReadContext().pathAsPointer();
      return invalid(known(at, type, json), "duplicate-key");
    }
    return invalid("", "malformed-json");
  }

  /** Of a document whose values do not fit. */
  static Problem of(JacksonException fault, JsonNode document) {
    var path = fault.getPath();
    var pointer = pointer(path);
    return switch (fault) {
      case UnrecognizedPropertyException _ -> invalid(parent(path), "unknown-field");
      case InvalidTypeIdException choice -> ofChoice(choice, pointer);
      case InvalidNullException _ -> invalid(pointer, "required");
      case InvalidFormatException format ->
          invalid(pointer, InputProblems.code(format.getTargetType()));
      case InputCoercionException _ -> invalid(pointer, "out-of-range");
      case ValueInstantiationException refused -> ofConstructor(refused, pointer);
      case MismatchedInputException _ when isMissing(fault, document, pointer) ->
          Problem.of(ProblemType.INVALID_REQUEST, missing(path, document));
      default -> invalid(pointer, "wrong-type");
    };
  }

  private static Problem invalid(String pointer, String code) {
    return Problem.field(ProblemType.INVALID_REQUEST, pointer, code);
  }

  private static Problem ofChoice(InvalidTypeIdException choice, String pointer) {
    var info = choice.getBaseType().getRawClass().getAnnotation(JsonTypeInfo.class);
    var name = info == null ? "" : "/" + info.property();
    return invalid(pointer + name, choice.getTypeId() == null ? "required" : "not-in-list");
  }

  /** A constructor refuses nonsense with a problem of its own (pointers below it) or without. */
  private static Problem ofConstructor(ValueInstantiationException refused, String pointer) {
    if (refused.getCause() instanceof Problem own) {
      var errors =
          own.errors().stream()
              .map(error -> new Problem.FieldError(pointer + error.pointer(), error.code()))
              .toList();
      return Problem.of(own.type(), errors);
    }
    return invalid(pointer, "invalid");
  }

  private static boolean isMissing(JacksonException fault, JsonNode document, String pointer) {
    return !fault.getPath().isEmpty() && document.at(pointer).isMissingNode();
  }

  /** All that is missing beside the first one found, so that a form can show it at once. */
  private static List<Problem.FieldError> missing(
      List<JacksonException.Reference> path, JsonNode document) {
    var parent = parent(path);
    var last = path.getLast();
    var components =
        last.from() instanceof Class<?> type && type.isRecord() ? type.getRecordComponents() : null;
    if (components == null) {
      return List.of(new Problem.FieldError(pointer(path), "required"));
    }
    var given = document.at(parent);
    return Arrays.stream(components)
        .filter(component -> !RequiredUnlessNullable.isNullable(component))
        .filter(component -> !given.hasNonNull(component.getName()))
        .map(component -> new Problem.FieldError(parent + "/" + component.getName(), "required"))
        .toList();
  }

  private static String parent(List<JacksonException.Reference> path) {
    return pointer(path.isEmpty() ? path : path.subList(0, path.size() - 1));
  }

  /** As far as the names are of our types; the keys of a map are the caller's. */
  private static String pointer(List<JacksonException.Reference> path) {
    var pointer = JsonPointer.empty();
    for (var reference : path) {
      var name = reference.getPropertyName();
      if (name != null && isMap(reference.from())) {
        break;
      }
      pointer =
          name == null ? pointer.appendIndex(reference.getIndex()) : pointer.appendProperty(name);
    }
    return pointer.toString();
  }

  private static boolean isMap(@Nullable Object from) {
    var type =
        from instanceof Class<?> given ? given : from == null ? Object.class : from.getClass();
    return java.util.Map.class.isAssignableFrom(type);
  }

  /** The part of a pointer that the type knows: a name of the caller's own is not repeated. */
  private static String known(JsonPointer pointer, JavaType root, JsonMapper json) {
    var known = JsonPointer.empty();
    @Nullable JavaType type = root;
    for (var rest = pointer; !rest.matches() && type != null; rest = rest.tail()) {
      if (type.isContainerType() && rest.mayMatchElement()) {
        known = known.appendIndex(rest.getMatchingIndex());
        type = type.getContentType();
      } else {
        type = component(type, rest.getMatchingProperty(), json);
        known = type == null ? known : known.appendProperty(rest.getMatchingProperty());
      }
    }
    return known.toString();
  }

  private static @Nullable JavaType component(JavaType type, String name, JsonMapper json) {
    var components = type.getRawClass().getRecordComponents();
    return components == null
        ? null
        : Arrays.stream(components)
            .filter(component -> component.getName().equals(name))
            .findFirst()
            .map(component -> json.constructType(component.getGenericType()))
            .orElse(null);
  }
}
