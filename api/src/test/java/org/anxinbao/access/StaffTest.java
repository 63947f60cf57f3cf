package org.anxinbao.access;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a member of staff does at the door. */
abstract class StaffTest extends ServerTest {
  static final String SESSIONS = "/admin/api/v1/staff/sessions";
  static final String CURRENT = SESSIONS + "/current";
  static final String ME = "/admin/api/v1/staff/me";

  final DatabaseClient database = server.database();

  WebTestClient.ResponseSpec me(String cookie) {
    return client.get().uri(ME).cookie(StaffCookie.NAME, cookie).exchange();
  }

  EntityExchangeResult<byte[]> signIn(Map<String, String> body) {
    return client
        .post()
        .uri(SESSIONS)
        .header("X-Requested-With", "anxinbao")
        .bodyValue(body)
        .exchange()
        .expectBody()
        .returnResult();
  }

  static String cookie(EntityExchangeResult<byte[]> answer) {
    return Objects.requireNonNull(answer.getResponseCookies().getFirst(StaffCookie.NAME), "cookie")
        .getValue();
  }

  static String text(EntityExchangeResult<byte[]> answer) {
    return new String(
        Objects.requireNonNull(answer.getResponseBody(), "body"), StandardCharsets.UTF_8);
  }

  void update(String sql, UUID id) {
    database.sql(sql).bind("id", id).fetch().rowsUpdated().block();
  }
}
