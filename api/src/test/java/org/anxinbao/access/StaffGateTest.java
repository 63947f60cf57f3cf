package org.anxinbao.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The gate, in front of routes as any other package would write them. */
@Tag("P2")
class StaffGateTest extends StaffTest {
  private static final String HANDLERS = "/admin/api/v1/probe/handlers";
  private static final String NOBODY = "/admin/api/v1/probe/nobody";
  private static final String UNKNOWN = "/admin/api/v1/probe/unknown";
  private static final List<RequestMappingInfo> ROUTES =
      List.of(
          RequestMappingInfo.paths(HANDLERS).methods(RequestMethod.POST).build(),
          RequestMappingInfo.paths(NOBODY).methods(RequestMethod.POST).build());

  /** Not a bean, so that it is part of no run but this test's. */
  static class Routes {
    record Body(String text) {}

    @MayCall({Role.HANDLER, Role.REVIEWER})
    @ResponseBody
    Map<String, String> handlers(Member member, @RequestBody Body body) {
      return Map.of("text", body.text(), "key", member.key().publicKey().fingerprint());
    }

    @ResponseBody
    String nobody() {
      return "reached";
    }
  }

  @BeforeAll
  static void open() throws NoSuchMethodException {
    var routes = new Routes();
    var body = Routes.Body.class;
    var handlers = Routes.class.getDeclaredMethod("handlers", Member.class, body);
    var nobody = Routes.class.getDeclaredMethod("nobody");
    mapping().registerMapping(ROUTES.getFirst(), routes, handlers);
    mapping().registerMapping(ROUTES.getLast(), routes, nobody);
  }

  @AfterAll
  static void close() {
    ROUTES.forEach(mapping()::unregisterMapping);
  }

  @Test
  void shouldLetARoleThatMayCallThroughWithItsOpenKey() {
    var li = Colleague.joins(server, Role.HANDLER);
    post(HANDLERS, cookie(signIn(li.signIn())), "{\"text\":\"你好\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.text")
        .isEqualTo("你好")
        .jsonPath("$.key")
        .isNotEmpty();
  }

  @Test
  void shouldTellAStrangerNothingOfARouteItsRolesOrItsBody() {
    for (var path : List.of(HANDLERS, NOBODY, UNKNOWN)) {
      assertThat(answer(post(path, "none", "not json")))
          .isEqualTo(answer(post(HANDLERS, "none", "{}")));
      post(path, "none", "not json").expectStatus().isUnauthorized();
    }
    client.get().uri(HANDLERS).exchange().expectStatus().isUnauthorized();
  }

  @Test
  void shouldAnswerWhoLacksTheRoleLikeAnUnknownPath() {
    for (var role : List.of(Role.ADMIN, Role.FINANCE, Role.AUDITOR, Role.CUSTODIAN)) {
      var cookie = cookie(signIn(Colleague.joins(server, role).signIn()));
      var unknown = answer(post(UNKNOWN, cookie, "not json"));
      assertThat(unknown).startsWith(HttpStatus.NOT_FOUND.toString());
      assertThat(answer(post(HANDLERS, cookie, "not json"))).isEqualTo(unknown);
      assertThat(answer(post(NOBODY, cookie, "not json"))).isEqualTo(unknown);
    }
  }

  @Test
  void shouldRecogniseAPathThatIsWrittenOtherwise() {
    for (var path :
        List.of(
            "/%61dmin/api/v1/probe/handlers",
            "/admin/api;x=1/v1/probe/handlers",
            "/admin/%61pi/v1/probe/nobody",
            "/admin/api/v1/probe/nobody/")) {
      client
          .method(HttpMethod.POST)
          .uri(java.net.URI.create(server.url() + path))
          .header("X-Requested-With", "anxinbao")
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue("{\"text\":\"x\"}")
          .exchange()
          .expectStatus()
          .isUnauthorized();
    }
  }

  @Test
  void shouldFeelALostRoleAtTheNextRequest() {
    var li = Colleague.joins(server, Role.HANDLER);
    var cookie = cookie(signIn(li.signIn()));
    post(HANDLERS, cookie, "{\"text\":\"x\"}").expectStatus().isOk();
    update("update member set roles = '{AUDITOR}' where id = :id", li.id());
    post(HANDLERS, cookie, "{\"text\":\"x\"}").expectStatus().isNotFound();
  }

  @Test
  void shouldWriteARefusedCallIntoTheTrail() {
    var clerk = Colleague.joins(server, Role.FINANCE);
    post(HANDLERS, cookie(signIn(clerk.signIn())), "{}").expectStatus().isNotFound();
    assertThat(trail(clerk.id())).contains("POST " + HANDLERS + " REFUSED ROLE");
  }

  @Test
  void shouldGateEveryStaffRouteOfTheApplication() {
    var open =
        mapping().getHandlerMethods().entrySet().stream()
            .filter(
                route ->
                    route.getKey().getPatternsCondition().getPatterns().stream()
                        .anyMatch(pattern -> pattern.getPatternString().startsWith("/admin/api")))
            .filter(route -> route.getValue().hasMethodAnnotation(Open.class))
            .map(route -> route.getValue().getMethod().getName())
            .toList();
    assertThat(open).containsExactly("signIn");
  }

  @Test
  void shouldNotDescribeTheCallerAsAParameter() {
    client
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/admin/api/v1/staff/me'].get")
        .exists()
        .jsonPath("$.paths['/admin/api/v1/staff/me'].get.parameters")
        .doesNotExist();
  }

  private static RequestMappingHandlerMapping mapping() {
    return server.bean(RequestMappingHandlerMapping.class);
  }

  private ResponseSpec post(String path, String cookie, String body) {
    return client
        .post()
        .uri(path)
        .cookie(StaffCookie.NAME, cookie)
        .header("X-Requested-With", "anxinbao")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static String answer(ResponseSpec response) {
    var result = response.expectBody().returnResult();
    return result.getStatus() + " " + result.getResponseHeaders() + " " + text(result);
  }

  private List<String> trail(UUID member) {
    return database
        .sql(
            """
            select concat_ws(' ', action, outcome, reason) as line
            from audit_entry where member = :id
            """)
        .bind("id", member)
        .map(row -> StaffSessions.get(row, "line", String.class))
        .all()
        .collectList()
        .blockOptional()
        .orElseGet(List::of);
  }
}
