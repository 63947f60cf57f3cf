package org.anxinbao.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.anxinbao.ServerTest;
import org.anxinbao.seal.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What a reporter brings, as a controller of another package receives it. */
class PublicDoorTest extends ServerTest {
  private static final RequestMappingInfo RECEIPT = get("/api/v1/probe/receipt");
  private static final RequestMappingInfo PERMIT = get("/api/v1/probe/permit");
  private static final RequestMappingInfo OPTIONAL = get("/api/v1/probe/optional");
  private static final Receipt MINE = Receipt.random();

  /** Not a bean, so that it is part of no run but this test's. */
  static class Routes {
    @ResponseBody
    String receipt(Receipt receipt) {
      return receipt.mailbox().text();
    }

    @ResponseBody
    String permit(Permit permit) {
      return permit.isFor(MINE.mailbox()) ? "mine" : "another's";
    }

    @ResponseBody
    String optional(Optional<Permit> permit) {
      return permit.isPresent() ? "with" : "without";
    }
  }

  @BeforeAll
  static void open() throws NoSuchMethodException {
    var routes = new Routes();
    var type = Routes.class;
    mapping().registerMapping(RECEIPT, routes, type.getDeclaredMethod("receipt", Receipt.class));
    mapping().registerMapping(PERMIT, routes, type.getDeclaredMethod("permit", Permit.class));
    mapping().registerMapping(OPTIONAL, routes, type.getDeclaredMethod("optional", Optional.class));
  }

  @AfterAll
  static void close() {
    for (var route : new RequestMappingInfo[] {RECEIPT, PERMIT, OPTIONAL}) {
      mapping().unregisterMapping(route);
    }
  }

  @Test
  void shouldReadAReceiptHoweverItIsTyped() {
    var typed = MINE.text().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
    assertThat(ask("receipt", HttpHeaders.AUTHORIZATION, "receipt " + typed))
        .isEqualTo("200 " + MINE.mailbox().text());
  }

  @Test
  void shouldTellAMistypedReceiptFromNone() {
    var mistyped = MINE.text().substring(1);
    assertThat(ask("receipt", HttpHeaders.AUTHORIZATION, "Receipt " + mistyped))
        .startsWith("400")
        .contains("/problems/invalid-receipt");
    assertThat(ask("receipt", "X-None", "none"))
        .startsWith("401")
        .contains("/problems/unauthenticated");
  }

  @Test
  void shouldAskForAPermitWhereOneIsNeeded() {
    var permit = server.bean(Permits.class).issue(MINE.mailbox().hash());
    assertThat(ask("permit", "X-Permit", permit)).isEqualTo("200 mine");
    for (var bad : new String[] {"", "x", permit + "x"}) {
      assertThat(ask("permit", "X-Permit", bad))
          .startsWith("401")
          .contains("/problems/permit-required");
    }
  }

  @Test
  void shouldTakeABadPermitForNoneWhereNoneIsNeeded() {
    var permit = server.bean(Permits.class).issue(MINE.mailbox().hash());
    assertThat(ask("optional", "X-Permit", permit)).isEqualTo("200 with");
    assertThat(ask("optional", "X-Permit", "expired")).isEqualTo("200 without");
    assertThat(ask("optional", "X-None", "none")).isEqualTo("200 without");
  }

  @Test
  void shouldSetARiddleInAltchasNames() {
    client
        .get()
        .uri("/api/v1/challenges")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.OK)
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .jsonPath("$.algorithm")
        .isEqualTo("SHA-256")
        .jsonPath("$.maxnumber")
        .isEqualTo(50_000)
        .jsonPath("$.challenge")
        .isNotEmpty()
        .jsonPath("$.salt")
        .isNotEmpty()
        .jsonPath("$.signature")
        .isNotEmpty();
  }

  private static RequestMappingInfo get(String path) {
    return RequestMappingInfo.paths(path).methods(RequestMethod.GET).build();
  }

  private static RequestMappingHandlerMapping mapping() {
    return server.bean(RequestMappingHandlerMapping.class);
  }

  private String ask(String route, String header, String value) {
    var result =
        client
            .get()
            .uri("/api/v1/probe/" + route)
            .header(header, value)
            .exchange()
            .expectBody(String.class)
            .returnResult();
    return result.getStatus().value() + " " + result.getResponseBody();
  }
}
