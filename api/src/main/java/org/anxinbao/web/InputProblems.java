package org.anxinbao.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/**
 * What Spring could not read, with a pointer: into the body as RFC 6901 has it, elsewhere {@code
 * /query/<name>}, {@code /header/<name>}, {@code /cookie/<name>}. Names are the contract's, never
 * the caller's.
 */
final class InputProblems {
  private InputProblems() {}

  static Problem of(ServerWebInputException input) {
    var parameter = input.getMethodParameter();
    if (input instanceof MissingRequestValueException missing) {
      return missing(missing);
    }
    if (input instanceof WebExchangeBindException bind) {
      return of(bind);
    }
    if (parameter == null) {
      return Problem.of(ProblemType.INVALID_REQUEST);
    }
    if (parameter.hasParameterAnnotation(PathVariable.class)) {
      return Problem.of(ProblemType.NOT_FOUND);
    }
    if (parameter.hasParameterAnnotation(RequestBody.class)
        || parameter.hasParameterAnnotation(RequestPart.class)) {
      return Problem.field(
          ProblemType.INVALID_REQUEST, "", emptyBody(input) ? "required" : "malformed-json");
    }
    var code = code(parameter.nestedIfOptional().getNestedParameterType());
    return Problem.field(ProblemType.INVALID_REQUEST, pointer(parameter), code);
  }

  static Problem malformedBody() {
    return Problem.field(ProblemType.INVALID_REQUEST, "", "malformed-body");
  }

  private static boolean emptyBody(ServerWebInputException input) {
    return "No request body".equals(input.getReason());
  }

  private static Problem missing(MissingRequestValueException missing) {
    var parameter = missing.getMethodParameter();
    if (parameter != null && parameter.hasParameterAnnotation(PathVariable.class)) {
      return Problem.of(ProblemType.NOT_FOUND);
    }
    var pointer =
        parameter == null ? "/query/" + missing.getName() : pointer(parameter, missing.getName());
    return Problem.field(ProblemType.INVALID_REQUEST, pointer, "required");
  }

  private static Problem of(WebExchangeBindException bind) {
    List<Problem.FieldError> errors =
        bind.getFieldErrors().stream()
            .map(error -> new Problem.FieldError("/query/" + error.getField(), "invalid"))
            .toList();
    return Problem.of(ProblemType.INVALID_REQUEST, errors);
  }

  private static String pointer(MethodParameter parameter) {
    var query = parameter.getParameterAnnotation(RequestParam.class);
    var header = parameter.getParameterAnnotation(RequestHeader.class);
    var cookie = parameter.getParameterAnnotation(CookieValue.class);
    var given =
        query != null
            ? query.name()
            : header != null ? header.name() : cookie != null ? cookie.name() : "";
    var name = given.isEmpty() ? parameter.getParameterName() : given;
    return pointer(parameter, name == null ? "" : name);
  }

  private static String pointer(MethodParameter parameter, String name) {
    if (parameter.hasParameterAnnotation(RequestHeader.class)) {
      return "/header/" + name;
    }
    return (parameter.hasParameterAnnotation(CookieValue.class) ? "/cookie/" : "/query/") + name;
  }

  static String code(Class<?> type) {
    if (type.isEnum()) {
      return "not-in-list";
    }
    if (type == UUID.class) {
      return "not-an-id";
    }
    if (type == LocalDate.class) {
      return "not-a-date";
    }
    var number = Number.class.isAssignableFrom(type) || type == int.class || type == long.class;
    return number ? "not-a-number" : "wrong-type";
  }
}
