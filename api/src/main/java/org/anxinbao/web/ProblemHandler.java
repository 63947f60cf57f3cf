package org.anxinbao.web;

import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Every error of every filter, route and controller ends here, before Spring's own handlers. */
@Component
@Order(-2)
class ProblemHandler implements ErrorWebExceptionHandler {
  private final JsonMapper json;
  private final Faults faults;

  ProblemHandler(JsonMapper json, Faults faults) {
    this.json = json;
    this.faults = faults;
    ProblemTexts.all(Language.ZH); // read now, not by the first problem on an event loop
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    var problem = Problems.of(failure);
    if (problem.type().status().is5xxServerError()) {
      faults.note(exchange, failure);
    }
    var response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(new AnswerCut());
    }
    if (failure instanceof MethodNotAllowedException wrongMethod) {
      response.getHeaders().setAllow(wrongMethod.getSupportedMethods());
    } else {
      response.getHeaders().remove(HttpHeaders.ALLOW);
    }
    return ProblemAnswer.write(exchange, problem, json);
  }

  /** Closes the connection in the middle of an answer; says nothing of why. */
  private static final class AnswerCut extends RuntimeException {
    AnswerCut() {
      super("answer cut", null, false, false);
    }
  }
}
