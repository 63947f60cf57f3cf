package org.anxinbao.access;

import java.util.Optional;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who is calling, as a controller's argument: {@link Member}, {@link Receipt}, {@link Permit} or
 * {@code Optional<Permit>}. Put it before the body: the first argument that fails is the answer.
 */
@Component
class Callers implements HandlerMethodArgumentResolver {
  static final String PERMIT = "X-Permit";

  private final Permits permits;

  Callers(Permits permits) {
    this.permits = permits;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    var type = parameter.nestedIfOptional().getNestedParameterType();
    return type == Permit.class
        || parameter.getParameterType() == Member.class
        || parameter.getParameterType() == Receipt.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    return Mono.fromCallable(() -> resolve(parameter, exchange));
  }

  private Object resolve(MethodParameter parameter, ServerWebExchange exchange) {
    var type = parameter.getParameterType();
    if (type == Member.class) {
      return StaffGate.member(exchange).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    }
    if (type == Receipt.class) {
      return receipt(exchange.getRequest());
    }
    var permit = exchange.getRequest().getHeaders().getFirst(PERMIT);
    return type == Optional.class ? ifValid(permit) : permits.check(permit == null ? "" : permit);
  }

  private static Receipt receipt(ServerHttpRequest request) {
    var text =
        credentials(request, "Receipt").orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    try {
      return Receipt.parse(text);
    } catch (Receipt.InvalidReceipt mistyped) {
      throw Problem.of(ProblemType.INVALID_RECEIPT);
    }
  }

  /** What follows the scheme in {@code Authorization} (RFC 9110, 11.4: the scheme in any case). */
  static Optional<String> credentials(ServerHttpRequest request, String scheme) {
    var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)
        ? Optional.of(header.substring(scheme.length() + 1).strip())
        : Optional.empty();
  }

  private Optional<Permit> ifValid(@Nullable String permit) {
    try {
      return permit == null ? Optional.empty() : Optional.of(permits.check(permit));
    } catch (Problem invalid) {
      return Optional.empty();
    }
  }
}
