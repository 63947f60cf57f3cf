package org.anxinbao.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;

/**
 * Arguments without an annotation of Spring's are filled by resolvers (who is calling, the version)
 * and are not part of the call's parameters; If-Match is, where a version is wanted.
 */
final class OpenApiArguments implements OperationCustomizer {
  @Override
  public Operation customize(Operation call, HandlerMethod method) {
    var resolved =
        Arrays.stream(method.getMethodParameters())
            .filter(OpenApiArguments::isResolved)
            .map(MethodParameter::getParameterName)
            .toList();
    if (call.getParameters() != null) {
      call.getParameters().removeIf(parameter -> resolved.contains(parameter.getName()));
    }
    if (Arrays.stream(method.getMethodParameters()).noneMatch(OpenApiArguments::isBody)
        && Arrays.stream(method.getMethodParameters()).allMatch(p -> !isStream(p))) {
      call.setRequestBody(null);
    }
    if (Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == Version.class)) {
      call.addParametersItem(
          new HeaderParameter()
              .name(HttpHeaders.IF_MATCH)
              .required(true)
              .description("The version that was read, in quotes")
              .schema(new StringSchema().pattern("^\"[0-9]+\"$")));
    }
    return call;
  }

  private static boolean isResolved(MethodParameter parameter) {
    return parameter.getParameterType() == HttpHeaders.class
        || Stream.of(
                RequestParam.class,
                PathVariable.class,
                RequestHeader.class,
                CookieValue.class,
                RequestBody.class,
                RequestPart.class)
            .noneMatch(parameter::hasParameterAnnotation);
  }

  private static boolean isBody(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(RequestBody.class)
        || parameter.hasParameterAnnotation(RequestPart.class);
  }

  /** A handler that reads the exchange itself says with annotations what it reads. */
  private static boolean isStream(MethodParameter parameter) {
    return parameter.hasMethodAnnotation(
        io.swagger.v3.oas.annotations.parameters.RequestBody.class);
  }
}
