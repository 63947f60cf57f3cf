package org.anxinbao.web;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * On every answer, unless a controller has set the header itself: the catalogue sets its own
 * Cache-Control, a page its own policy. There is no CORS header: no other origin has business here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders implements WebFilter {
  /** For what is not a page: nothing may be loaded by it or around it. */
  static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Permissions-Policy",
              "geolocation=(self), camera=(), microphone=(), payment=(), usb=(),"
                  + " browsing-topics=()",
          "Content-Security-Policy",
              "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

  private final Map<String, String> headers = new TreeMap<>(ALWAYS);

  SecurityHeaders(GatewaySettings settings) {
    if (settings.https()) {
      // RFC 6797 §7.2: not over plain HTTP.
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var api = Paths.isApi(exchange.getRequest().getPath().pathWithinApplication());
    var answer = exchange.getResponse().getHeaders();
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              headers.forEach((name, value) -> setIfAbsent(answer, name, value));
              if (api) {
                setIfAbsent(answer, HttpHeaders.CACHE_CONTROL, "no-store");
              }
              return Mono.empty();
            });
    return chain.filter(exchange);
  }

  private static void setIfAbsent(HttpHeaders headers, String name, String value) {
    if (!headers.containsHeader(name)) {
      headers.set(name, value);
    }
  }
}
