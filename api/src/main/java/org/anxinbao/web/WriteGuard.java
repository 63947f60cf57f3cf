package org.anxinbao.web;

import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A staff write carries X-Requested-With, which no page of another origin can add without a
 * preflight, and no preflight is ever answered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class WriteGuard implements WebFilter {
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    if (CorsUtils.isPreFlightRequest(request)) {
      return Mono.error(Problem.of(ProblemType.METHOD_NOT_ALLOWED));
    }
    if (!READS.contains(request.getMethod())
        && Paths.STAFF.matches(request.getPath().pathWithinApplication())
        && !"anxinbao".equals(request.getHeaders().getFirst("X-Requested-With"))) {
      return Mono.error(
          Problem.field(ProblemType.INVALID_REQUEST, "/header/X-Requested-With", "required"));
    }
    return chain.filter(exchange);
  }
}
