package org.anxinbao.access;

import static org.anxinbao.access.Fixtures.LIMITS;
import static org.anxinbao.access.Fixtures.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** Who brings receipts that open nothing, and who only lives behind the same address. */
@Tag("P14")
class ReceiptLimitTest {
  private static final Mono<Void> OPENED = Mono.empty();
  private static final Mono<Void> UNKNOWN =
      Mono.error(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  private static final Mono<Void> WITHOUT_PERMIT =
      Mono.error(() -> Problem.of(ProblemType.PERMIT_REQUIRED));

  private final HandClock clock = new HandClock("2026-11-20T15:00:00Z");
  private final ReceiptLimit limit =
      new ReceiptLimit(
          new Limits(
              LIMITS,
              new Pseudonyms(clock),
              request -> String.valueOf(request.getHeaders().getFirst("X-From")),
              clock));

  @Test
  void shouldRefuseAfterSixtyUnknownReceiptsAndForgetThemSoon() {
    for (int i = 0; i < LIMITS.unknownReceiptsPerMinute(); i++) {
      assertThat(refusal("a", i % 2 == 0 ? UNKNOWN : WITHOUT_PERMIT)).isEqualTo(401);
    }
    var tooMany = problemOf(() -> ask("a", UNKNOWN));
    assertThat(tooMany.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(tooMany.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(refusal("b", UNKNOWN)).as("another source").isEqualTo(401);

    clock.pass(Duration.ofSeconds(1));
    assertThat(refusal("a", UNKNOWN)).isEqualTo(401);
    assertThat(refusal("a", UNKNOWN)).isEqualTo(429);
  }

  @Test
  void shouldNotHoldUpAReceiptThatOpensItsMailbox() {
    for (int i = 0; i < 3 * LIMITS.unknownReceiptsPerMinute(); i++) {
      problemOf(() -> ask("a", UNKNOWN));
      assertThatCode(() -> ask("a", OPENED)).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldLookNothingUpForAFlood() {
    for (int i = 0; i < 10 * LIMITS.unknownReceiptsPerMinute(); i++) {
      problemOf(() -> ask("a", UNKNOWN));
    }
    var unused = Mono.<Void>error(() -> new AssertionError("looked up"));
    assertThat(refusal("a", unused)).isEqualTo(429);
    assertThatCode(() -> ask("b", OPENED)).doesNotThrowAnyException();
    clock.pass(Duration.ofSeconds(1));
    assertThatCode(() -> ask("a", OPENED)).doesNotThrowAnyException();
  }

  private int refusal(String from, Mono<Void> outcome) {
    return problemOf(() -> ask(from, outcome)).type().status().value();
  }

  private void ask(String from, Mono<Void> outcome) {
    var request =
        MockServerHttpRequest.get("/api/v1/mailbox")
            .header(HttpHeaders.AUTHORIZATION, "Receipt whatever")
            .header("X-From", from);
    limit.filter(MockServerWebExchange.from(request), _ -> outcome).block();
  }
}
