package org.anxinbao.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as application/problem+json (RFC 9457), without {@code instance}. */
final class ProblemAnswer {
  private static final long DEFAULT_WAIT_SECONDS = 5;

  private ProblemAnswer() {}

  /** The members in the order in which people read them. */
  static Map<String, Object> body(Problem problem, Language language) {
    var type = problem.type();
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "/problems/" + type.slug());
    body.put("title", ProblemTexts.title(type, language));
    body.put("status", type.status().value());
    body.put("detail", ProblemTexts.detail(type, language));
    if (!problem.errors().isEmpty()) {
      body.put("errors", errors(problem.errors(), language));
    }
    problem.extras().forEach(body::putIfAbsent);
    return body;
  }

  static Mono<Void> write(ServerWebExchange exchange, Problem problem, JsonMapper json) {
    var language = Language.of(exchange.getRequest().getHeaders());
    var response = exchange.getResponse();
    byte[] body = json.writeValueAsBytes(body(problem, language));
    forgetAnswerBegun(response);
    response.setStatusCode(problem.type().status());
    var headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    headers.setCacheControl("no-store");
    headers.set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
    headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    addRetryAfter(problem, headers);
    if (problem.type().status().value() == 401) {
      // RFC 9110 §15.5.2 wants a challenge; a scheme no browser opens a dialogue for.
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Anxinbao");
    }
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static List<Map<String, String>> errors(
      List<Problem.FieldError> errors, Language language) {
    return errors.stream().map(error -> member(error, language)).toList();
  }

  private static Map<String, String> member(Problem.FieldError error, Language language) {
    var member = new LinkedHashMap<String, String>();
    member.put("pointer", error.pointer());
    member.put("detail", ProblemTexts.field(error.code(), language));
    return member;
  }

  /** What a controller had already said about a body that does not come. */
  private static void forgetAnswerBegun(ServerHttpResponse response) {
    var headers = response.getHeaders();
    for (var name :
        List.of(
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.LOCATION)) {
      headers.remove(name);
    }
  }

  private static void addRetryAfter(Problem problem, HttpHeaders headers) {
    var wait = problem.retryAfter();
    if (wait != null) {
      var seconds = wait.plusMillis(999).toSeconds();
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    } else if (problem.type() == ProblemType.UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(DEFAULT_WAIT_SECONDS));
    }
  }
}
