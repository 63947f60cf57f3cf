package org.anxinbao.access;

import org.anxinbao.web.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts receipts that open nothing, by source. One that opens a mailbox is never counted and, but
 * for a flood, never refused; one that was never given out and one that was burnt stay alike.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class ReceiptLimit implements WebFilter {
  private final Limits limits;

  ReceiptLimit(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    if (Callers.credentials(request, "Receipt").isEmpty()) {
      return chain.filter(exchange);
    }
    return Mono.defer(
        () -> {
          limits.receipt(request);
          return chain
              .filter(exchange)
              .onErrorMap(
                  ReceiptLimit::isUnknown,
                  refusal -> limits.unknownReceipt(request).orElse((Problem) refusal));
        });
  }

  /** Without a permit too: a submission would otherwise tell a mailbox that is there. */
  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Problem problem && problem.type().status() == HttpStatus.UNAUTHORIZED;
  }
}
