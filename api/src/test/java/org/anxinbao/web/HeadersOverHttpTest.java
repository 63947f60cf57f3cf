package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@Slice
@Tag("P11")
class HeadersOverHttpTest {
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/portal.css",
        "/admin",
        "/admin/",
        "/admin/admin.css",
        "/docs",
        "/docs/init.js",
        "/docs/swagger-ui/swagger-ui-bundle.js",
        "/problems/internal",
        "/v3/api-docs",
        "/api/v1/header",
        "/api/v1/fails?how=npe",
        "/nowhere",
      })
  void shouldGuardEveryAnswer(String path) {
    for (var method : new String[] {"GET", "HEAD", "OPTIONS", "DELETE"}) {
      var answer = http.send(method, path, new byte[0], "Origin: https://canary.example");
      SecurityHeaders.ALWAYS.forEach(
          (name, value) -> {
            if (!name.equals("Content-Security-Policy")) {
              assertThat(answer.header(name)).as(method).isEqualTo(value);
            }
          });
      assertThat(answer.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; ")
          .doesNotContain("unsafe", "http:", "https:", "*");
      assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
      assertThat(answer.headers().keySet())
          .noneMatch(name -> name.startsWith("access-control-"))
          .doesNotContain("server", "x-powered-by", "set-cookie", "x-request-id");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/fails?how=ok, no-store",
    "/api/v1/header, no-store",
    "/api/v1/nowhere, no-store",
    "/admin/api/v1/nowhere, no-store",
    "/api/v1/cacheable, no-cache",
    "/, no-cache",
    "/portal.css, no-cache",
    "/docs/init.js, no-cache",
  })
  void shouldKeepAnswersOutOfCaches(String path, String expected) {
    assertThat(http.get(path).header("Cache-Control")).isEqualTo(expected);
  }

  @Test
  void shouldAnswerNoPreflight() {
    var answer =
        http.send(
            "OPTIONS",
            "/admin/api/v1/sample",
            new byte[0],
            "Origin: https://canary.example",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: X-Requested-With");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.raw()).doesNotContainIgnoringCase("access-control").doesNotContain("canary");
  }

  @Test
  void shouldLetAStaffWriteWithItsHeaderPass() {
    var answer =
        http.send(
            "POST",
            "/admin/api/v1/sample",
            "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "Content-Type: application/json",
            "X-Requested-With: anxinbao");

    assertThat(answer.json().at("/errors").findValuesAsString("pointer")).contains("/area");
  }

  @Test
  void shouldRedirectToTheDepartmentsPage() {
    var answer = http.get("/admin");

    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).isEqualTo("/admin/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/admin/", "/docs", "/problems/not-found"})
  void shouldServePagesWithoutInlineCodeOrThirdParties(String path) {
    var answer = http.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(answer.header("Content-Security-Policy"))
        .containsPattern("style-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='");
    assertThat(answer.body())
        .doesNotContain("<style", " style=", "://", "__CSP_NONCE__")
        .doesNotContainPattern("<script(?! src=\"/)")
        .doesNotContainPattern(" on[a-z]+=");
  }

  @Test
  void shouldUseANonceOnce() {
    assertThat(http.get("/").header("Content-Security-Policy"))
        .isNotEqualTo(http.get("/").header("Content-Security-Policy"));
  }

  @Test
  void shouldSayWhomToCallInAnEmergency() {
    assertThat(http.get("/").body()).contains("tel:119", "tel:110", "tel:12350");
  }

  @Test
  void shouldKeepManagementToItsPortAndToHealthAndMetrics() {
    var management = new RawHttp(managementPort);

    assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
    http.get("/api/v1/sample/0b5cad00-0000-4000-8000-000000000001");
    assertThat(management.get("/actuator/prometheus").body())
        .contains("http_server_requests")
        .doesNotContain("0b5cad00");
    for (var closed : new String[] {"env", "heapdump", "loggers", "mappings", "beans", "info"}) {
      assertThat(management.get("/actuator/" + closed).status()).isEqualTo(404);
    }
  }
}
