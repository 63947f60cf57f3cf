package org.anxinbao.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a body that announces more than 256 KiB before a byte of it is read; the decoder stops
 * those that do not announce it. Uploads mind their own size.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit implements WebFilter {
  static final int BYTES = 256 * 1024;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > BYTES
        && !Paths.isUpload(request.getPath().pathWithinApplication())) {
      return Mono.error(Problem.of(ProblemType.TOO_LARGE));
    }
    return chain.filter(exchange);
  }
}
