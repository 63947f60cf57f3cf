package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The slice runs with every logger at TRACE. */
@Slice
@ExtendWith(OutputCaptureExtension.class)
class QuietLogTest {
  @LocalServerPort int port;

  @Test
  @Tag("P3")
  @Tag("P4")
  void shouldLogNothingOfWhoAskedOrWhatTheySent(CapturedOutput output) {
    var http = new RawHttp(port);
    var headers =
        new String[] {
          "X-Forwarded-For: 203.0.113.77",
          "Forwarded: for=203.0.113.77",
          "X-Real-IP: 203.0.113.77",
          "User-Agent: canary-agent",
          "Accept-Language: qaa-canary",
          "Authorization: Receipt CANARY-RECEIPT",
          "Cookie: c=canary-cookie",
          "X-Permit: canary-permit",
          "Content-Type: application/json",
        };
    for (var path :
        new String[] {
          "/api/v1/sample",
          "/api/v1/canary-path?canary-query=1",
          "/api/v1/fails?how=npe&canary-query=1",
          "/api/v1/fails?how=unexpected",
          "/api/v1/fails?how=database",
          "/api/v1/cut?canary-query=1",
          "/admin/api/v1/canary-path",
          "/%zz-canary",
        }) {
      for (var method : new String[] {"GET", "PUT", "POST", "CANARY"}) {
        http.send(
            method, path, "{\"place\":\"canary-text\"}".getBytes(StandardCharsets.UTF_8), headers);
      }
    }
    http.raw("canary-line\r\n\r\n", new byte[0]);
    http.raw("PUT /api/v1/sample HTTP/1.1\r\nContent-Length: 9\r\n\r\ncanary", new byte[0]);

    assertThat(output.getAll().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("canary", "203.0.113.77", "127.0.0.1:", "/127.0.0.1");
  }

  @Test
  @Tag("P4")
  void shouldWriteJsonLinesWithTypesAndFramesButNoMessage(CapturedOutput output) throws Exception {
    var thread =
        new Thread(
            () ->
                LoggerFactory.getLogger("org.example.Library")
                    .error("it failed", new IllegalStateException("canary-in-message")));
    thread.start();
    thread.join();

    var line = output.getOut().lines().filter(l -> l.contains("it failed")).findFirst();
    assertThat(line).isPresent();
    var json = JsonMapper.shared().readTree(line.get());
    assertThat(json.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(json.at("/error/stack_trace").asString()).contains("QuietLogTest");
    assertThat(line.get()).doesNotContain("canary");
    assertThat(json.has("host")).isFalse();
    assertThat(json.at("/process/pid").isMissingNode()).isTrue();
  }

  @Test
  @Tag("P21")
  void shouldNotLogAReportersFailureByTheMinute(CapturedOutput output) {
    var http = new RawHttp(port);
    for (int call = 0; call < 9; call++) {
      http.get("/api/v1/fails?how=counted");
    }
    assertThat(output.getOut()).doesNotContain("requests failed at");

    for (int call = 0; call < 3; call++) {
      http.get("/api/v1/fails?how=counted");
    }
    assertThat(output.getOut())
        .contains("10 requests failed at GET /api/v1/fails: java.lang.ArithmeticException");
  }
}
