package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the running application, and what each caller of {@link Caller} is answered. A
 * route without a line here fails.
 */
@Tag("P2")
class RouteTableTest extends ServerTest {
  private static final String TABLE =
      """
                                                            anon rep  hand revw supv safe othr excl cust fin  aud  adm
      GET /                                                 200  200  200  200  200  200  200  200  200  200  200  200
      GET /index.html                                       200  200  200  200  200  200  200  200  200  200  200  200
      GET /admin                                            308  308  308  308  308  308  308  308  308  308  308  308
      GET /admin/                                           200  200  200  200  200  200  200  200  200  200  200  200
      GET /admin/index.html                                 200  200  200  200  200  200  200  200  200  200  200  200
      GET /docs                                             200  200  200  200  200  200  200  200  200  200  200  200
      GET /docs/index.html                                  200  200  200  200  200  200  200  200  200  200  200  200
      GET /problems/{slug}                                  200  200  200  200  200  200  200  200  200  200  200  200
      GET /v3/api-docs                                      200  200  200  200  200  200  200  200  200  200  200  200
      GET /v3/api-docs.yaml                                 200  200  200  200  200  200  200  200  200  200  200  200
      GET /api/v1/catalogue                                 200  200  200  200  200  200  200  200  200  200  200  200
      GET /api/v1/challenges                                200  200  200  200  200  200  200  200  200  200  200  200
      GET /api/v1/transparency/roots                        200  200  200  200  200  200  200  200  200  200  200  200
      POST /api/v1/wechat/sessions                          401  401  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailboxes                                401  401  401  401  401  401  401  401  401  401  401  401
      GET /api/v1/mailbox                                   401  200  401  401  401  401  401  401  401  401  401  401
      PUT /api/v1/mailbox/tip                               401  409  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailbox/messages                         401  201  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailbox/evidence                         401  201  401  401  401  401  401  401  401  401  401  401
      DELETE /api/v1/mailbox/evidence/{id}                  401  404  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailbox/uploads                          401  201  401  401  401  401  401  401  401  401  401  401
      GET /api/v1/mailbox/uploads/{id}                      401  404  401  401  401  401  401  401  401  401  401  401
      PUT /api/v1/mailbox/uploads/{id}/parts/{offset}       401  404  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailbox/uploads/{id}/completion          401  404  401  401  401  401  401  401  401  401  401  401
      DELETE /api/v1/mailbox/uploads/{id}                   401  404  401  401  401  401  401  401  401  401  401  401
      POST /api/v1/mailbox/withdrawal                       401  200  401  401  401  401  401  401  401  401  401  401
      DELETE /api/v1/mailbox                                401  204  401  401  401  401  401  401  401  401  401  401
      POST /admin/api/v1/staff/sessions                     400  400  400  400  400  400  400  400  400  400  400  400
      GET /admin/api/v1/staff/me                            401  401  200  200  200  200  200  200  200  200  200  200
      DELETE /admin/api/v1/staff/sessions/current           401  401  204  204  204  204  204  204  204  204  204  204
      GET /admin/api/v1/evidence-report                     401  401  404  404  404  404  404  404  404  404  404  200
      POST /admin/api/v1/evidence-report                    401  401  404  404  404  404  404  404  404  404  404  202
      GET /admin/api/v1/audit                               401  401  404  404  404  404  404  404  404  404  200  404
      GET /admin/api/v1/audit/checkpoints                   401  401  404  404  404  404  404  404  404  404  200  404
      POST /admin/api/v1/audit/verification                 401  401  404  404  404  404  404  404  404  404  200  404
      POST /admin/api/v1/clocks/preview                     401  401  200  200  200  200  200  200  200  200  200  200
      GET /admin/api/v1/calendar/{date}                     401  401  200  200  200  200  200  200  200  200  200  200
      GET /admin/api/v1/tips                                401  401  200  200  200  200  200  200  404  404  404  404
      GET /admin/api/v1/tips/{id}                           401  401  200  200  404  404  404  404  404  404  404  404
      POST /admin/api/v1/tips/{id}/decisions                401  401  412  412  404  404  404  404  404  404  404  404
      POST /admin/api/v1/tips/{id}/messages                 401  401  201  201  404  404  404  404  404  404  404  404
      POST /admin/api/v1/tips/{id}/identity-requests        401  401  201  404  404  404  404  404  404  404  404  404
      GET /admin/api/v1/tips/{id}/identity                  401  401  404  404  404  404  404  404  404  404  404  404
      GET /admin/api/v1/identity-requests                   401  401  404  404  404  404  404  404  200  404  404  404
      POST /admin/api/v1/identity-requests/{id}/decision    401  401  404  404  404  404  404  404  404  404  404  404
      GET /admin/api/v1/tips/{id}/evidence/{evidenceId}     401  401  200  200  404  404  404  404  404  404  404  404
      GET /admin/api/v1/tips/{id}/evidence/{evidenceId}/preview 401 401 200 200 404 404  404  404  404  404  404  404
      """;

  private static UUID tip;
  private static String file;

  private record Line(String route, List<Integer> expected) {
    static Line parse(String text) {
      var words = text.strip().split("\\s+");
      var statuses = Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
      return new Line(words[0] + " " + words[1], statuses);
    }

    @Override
    public String toString() {
      return route;
    }
  }

  static Stream<Line> lines() {
    return TABLE.lines().skip(1).map(Line::parse);
  }

  @BeforeAll
  static void submit() {
    var reporter = Reporter.arrives(server);
    file = reporter.upload("a.jpg", Photo.talking("camera", "place", "remark"));
    var content = Reporter.scaffold("");
    content.put("evidence", List.of(file));
    content.put("avoid", List.of("jh-fire"));
    content.put("identity", Map.of("name", "陈大文", "phone", "13800138000"));
    reporter.submits(content);
    tip = new Thief(server).tipOf(reporter.receipt());
  }

  @Test
  void shouldHaveALineForEveryRouteOfTheRunningApplication() {
    var running =
        server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
            .flatMap(
                mapping ->
                    mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(
                            pattern ->
                                mapping.getMethodsCondition().getMethods().stream()
                                    .map(method -> method + " " + pattern.getPatternString())))
            .collect(Collectors.toSet());

    assertThat(lines().map(Line::route)).containsExactlyInAnyOrderElementsOf(running);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void shouldAnswerEachCallerAsTheTableSays(Line line) {
    var expected = new LinkedHashMap<Caller, Integer>();
    var answered = new LinkedHashMap<Caller, Integer>();
    for (var caller : Caller.values()) {
      expected.put(caller, line.expected().get(caller.ordinal()));
      answered.put(caller, call(line.route(), caller).status());
    }

    assertThat(answered).isEqualTo(expected);
  }

  private static Http.Answer call(String route, Caller caller) {
    var reporter =
        caller == Caller.REPORTER && route.contains("/mailbox")
            ? Reporter.arrives(server).submits(Reporter.scaffold(""))
            : new Reporter(new Http(server.url(), Map.of()), "", "", "");
    var http =
        route.startsWith("DELETE /admin")
            ? caller.anew(server, reporter)
            : caller.http(server, reporter);
    var method = route.substring(0, route.indexOf(' '));
    var path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("/tips/{id}", "/tips/" + tip)
            .replace("{evidenceId}", file)
            .replace("{id}", UUID.randomUUID().toString())
            .replace("{date}", "2026-02-14")
            .replace("{offset}", "0")
            .replace("{slug}", "not-found");
    if (path.endsWith("/clocks/preview")) {
      var asked = Map.of("start", "2026-02-10", "days", 5, "unit", "WORKING_DAY");
      return guarded(http, path).send(method, path, asked);
    }
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "evidence" -> http.upload(path, "a.jpg", Photo.talking("camera", "place", "remark"));
      case "decisions" ->
          guarded(http, path)
              .with("If-Match", "\"999\"")
              .send(method, path, Map.of("decision", "ACCEPT"));
      case "decision" ->
          guarded(http, path).send(method, path, Map.of("approve", false, "reason", "No."));
      case "identity-requests" ->
          guarded(http, path).send(method, path, Map.of("reason", "A witness is needed."));
      case "messages" -> guarded(http, path).send(method, path, Map.of("text", "A question."));
      case "tip" -> http.send(method, path, Reporter.scaffold("Another."));
      case "sessions" -> guarded(http, path).send(method, path, Map.of("code", "invalid-code"));
      case "uploads" -> http.send(method, path, Map.of("bytes", 10));
      case "0" ->
          http.with("Content-Type", "application/octet-stream").send(method, path, new byte[10]);
      case "mailboxes" -> http.send(method, path, Map.of());
      default -> guarded(http, path).send(method, path, new byte[0]);
    };
  }

  /** Against forged requests; an officer's page always sends it. */
  private static Http guarded(Http http, String path) {
    return path.startsWith("/admin/api") && !http.headers().containsKey("X-Requested-With")
        ? http.with("X-Requested-With", "anxinbao")
        : http;
  }
}
