package org.anxinbao.access;

import java.util.Arrays;
import java.util.Optional;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * The one door of the staff's face: every path under {@code /admin/api} passes here before anything
 * of the request is read. Without a session every path, real or not, is the same 401; with one,
 * what may not be called is the same 404 as what is not there. A handler that says nothing is
 * nobody's.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class StaffGate implements WebFilter {
  // the router's own matcher: a path that is written otherwise (%61dmin) is the same path here
  private static final PathPattern STAFF = PathPatternParser.defaultInstance.parse("/admin/api/**");
  private static final String MEMBER = StaffGate.class.getName() + ".member";

  private final RequestMappingHandlerMapping routes;
  private final StaffCookie cookie;
  private final StaffSessions sessions;
  private final Trail trail;

  StaffGate(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
      StaffCookie cookie,
      StaffSessions sessions,
      Trail trail) {
    this.routes = routes;
    this.cookie = cookie;
    this.sessions = sessions;
    this.trail = trail;
  }

  /** Who passed the gate with this request. */
  static Optional<Member> member(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(MEMBER));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!STAFF.matches(exchange.getRequest().getPath().pathWithinApplication())) {
      return chain.filter(exchange);
    }
    return routes
        .getHandler(exchange)
        .ofType(HandlerMethod.class)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        // no such method, or media type: only a member is told
        .onErrorResume(why -> signedIn(exchange).then(Mono.error(why)))
        .flatMap(
            route ->
                route.filter(found -> found.hasMethodAnnotation(Open.class)).isPresent()
                    ? Mono.empty()
                    : signedIn(exchange).flatMap(member -> admit(exchange, route, member)))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private Mono<Member> signedIn(ServerWebExchange exchange) {
    return Mono.justOrEmpty(cookie.read(exchange.getRequest()))
        .flatMap(sessions::find)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.UNAUTHENTICATED)));
  }

  private Mono<Void> admit(
      ServerWebExchange exchange, Optional<HandlerMethod> route, Member member) {
    var rule = route.map(found -> found.getMethodAnnotation(MayCall.class));
    if (rule.filter(may -> allows(may, member)).isPresent()) {
      exchange.getAttributes().put(MEMBER, member);
      return Mono.empty();
    }
    var refusal = Mono.<Void>error(() -> Problem.of(ProblemType.NOT_FOUND));
    return route.isEmpty()
        ? refusal
        : trail
            .appendAlone(Entry.byMember(member, name(exchange), null).refused("ROLE"))
            .then(refusal);
  }

  private static boolean allows(MayCall may, Member member) {
    return may.value().length == 0 || Arrays.stream(may.value()).anyMatch(member::is);
  }

  /** {@code GET /admin/api/v1/tips/{id}}: the route, never what stood in its place. */
  private static String name(ServerWebExchange exchange) {
    var pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return exchange.getRequest().getMethod() + " " + pattern;
  }
}
