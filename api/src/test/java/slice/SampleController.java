package slice;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.net.ConnectException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.Page;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Version;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One of each kind of argument and of failure. */
@NullMarked
@RestController
public class SampleController {
  public enum Channel {
    PUBLIC,
    INTERNAL
  }

  public record Subject(String name, @Nullable String code) {}

  public record Tip(
      Channel channel,
      String area,
      int floors,
      boolean major,
      long fineFen,
      @Nullable String place,
      @Nullable LocalDate observedOn,
      @Nullable Subject subject,
      @Nullable List<UUID> evidence,
      @Nullable Map<String, String> more,
      @Nullable Boolean signed) {}

  @PutMapping("/api/v1/sample")
  Mono<Tip> put(@RequestBody Mono<Tip> tip) {
    return tip;
  }

  @PostMapping("/admin/api/v1/sample")
  Tip post(@RequestBody Tip tip) {
    return tip;
  }

  @PostMapping("/api/v1/mailbox/evidence")
  Mono<Map<String, Long>> upload(ServerHttpRequest request) {
    return request
        .getBody()
        .map(part -> (long) part.readableByteCount())
        .reduce(0L, Long::sum)
        .map(bytes -> Map.of("bytes", bytes));
  }

  @GetMapping("/api/v1/sample/{id}")
  Map<String, Object> one(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable Channel channel,
      @RequestParam(required = false) @Nullable LocalDate on,
      @RequestParam(required = false) @Nullable Boolean overdue) {
    return Map.of("id", id, "limit", limit);
  }

  @GetMapping("/api/v1/sample")
  Page<String> list(
      @RequestParam(required = false) @Nullable String cursor, @RequestParam String needed) {
    var parsed = Cursor.parse(cursor);
    return new Page<>(parsed == null ? List.of() : List.of(parsed.text()), null);
  }

  @GetMapping("/api/v1/header")
  String header(@RequestHeader("X-Needed") int needed) {
    return "" + needed;
  }

  @PutMapping("/api/v1/versioned")
  Map<String, Long> versioned(Version version) {
    version.check(3);
    return Map.of("version", version.value());
  }

  @GetMapping("/api/v1/cacheable")
  ResponseEntity<Map<String, String>> cacheable() {
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag("\"1\"").body(Map.of());
  }

  @GetMapping("/api/v1/fails")
  Mono<String> fails(@RequestParam String how) {
    return switch (how) {
      case "unexpected" -> Mono.error(new IllegalStateException("canary-in-message"));
      case "npe" -> throw new NullPointerException("canary-in-message");
      case "counted" -> throw new ArithmeticException("canary-in-message");
      case "database" -> Mono.error(new R2dbcNonTransientResourceException("canary", "08006"));
      case "shutdown" -> Mono.error(new Wrapped(new java.sql.SQLException("canary", "57P01")));
      case "refused" -> Mono.error(new Wrapped(new ConnectException("canary")));
      case "slow" -> Mono.error(new java.util.concurrent.TimeoutException("canary"));
      case "problem" ->
          Mono.error(
              Problem.of(ProblemType.DECISION_NOT_ALLOWED).with("allowed", List.of("ACCEPT")));
      case "wait" ->
          Mono.error(
              Problem.retryAfter(
                  ProblemType.TOO_MANY_REQUESTS, java.time.Duration.ofMillis(1_500)));
      default -> Mono.just("ok");
    };
  }

  @GetMapping("/api/v1/cut")
  Flux<String> cut() {
    return Flux.just("x".repeat(100_000), "y")
        .concatWith(Flux.error(new IllegalStateException("canary-in-message")));
  }

  private static final class Wrapped extends RuntimeException {
    Wrapped(Throwable cause) {
      super("canary", cause);
    }
  }
}
