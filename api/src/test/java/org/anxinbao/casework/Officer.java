package org.anxinbao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.anxinbao.casework.Http.Answer;
import org.anxinbao.dev.DemoAccount;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** A signed-in member of the demo directory. */
final class Officer {
  private static final String TIPS = "/admin/api/v1/tips";
  private static final Map<String, Officer> SIGNED_IN = new ConcurrentHashMap<>();

  private final String cookie;

  private Officer(String cookie) {
    this.cookie = cookie;
  }

  /** {@code jh-housing-1}, {@code jh-housing-reviewer}, … */
  static Officer of(String username) {
    return SIGNED_IN.computeIfAbsent(username, Officer::signIn);
  }

  private static Officer signIn(String username) {
    var account = Http.SERVER.account(username);
    // Another test may have used this half minute's code of the same demo account.
    Http.SERVER
        .database()
        .sql("update member set totp_step = 0 where username = :username")
        .bind("username", username)
        .then()
        .block();
    var answer =
        Http.call(
            POST,
            "/admin/api/v1/staff/sessions",
            headers -> headers.set("X-Requested-With", "anxinbao"),
            Map.of(
                "username", username, "passphrase", account.passphrase(), "totp", code(account)));
    assertThat(answer.status()).isEqualTo(201);
    var cookie = Objects.requireNonNull(answer.headers().getFirst(HttpHeaders.SET_COOKIE));
    return new Officer(cookie.substring(0, cookie.indexOf(';')));
  }

  private static String code(DemoAccount account) {
    try {
      var secret = new SecretKeySpec(new Base32().decode(account.totpSecret()), "HmacSHA1");
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(secret, Instant.now());
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Anything under {@code /admin/api/v1}. */
  Answer calls(HttpMethod method, String path, @Nullable Object body) {
    return Http.call(method, "/admin/api/v1" + path, this::signed, body);
  }

  Answer get(String path) {
    return Http.call(GET, TIPS + path, this::signed, null);
  }

  Answer reads(UUID tip) {
    return get("/" + tip);
  }

  JsonNode sees(UUID tip) {
    var answer = reads(tip);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  Answer downloads(UUID tip, String evidence) {
    return get("/" + tip + "/evidence/" + evidence);
  }

  /** Of the version there is, whatever it is. */
  Answer decides(UUID tip, String decision, Map<String, ?> fields) {
    return decides(tip, sees(tip).path("version").asInt(), decision, fields);
  }

  Answer decides(UUID tip, int version, String decision, Map<String, ?> fields) {
    return Http.call(
        POST,
        TIPS + "/" + tip + "/decisions",
        headers -> {
          signed(headers);
          headers.set(HttpHeaders.IF_MATCH, "\"" + version + "\"");
        },
        body(decision, fields));
  }

  Answer decidesWithoutVersion(UUID tip, String decision) {
    return Http.call(POST, TIPS + "/" + tip + "/decisions", this::signed, body(decision, Map.of()));
  }

  /** Each must be allowed. */
  JsonNode does(UUID tip, String decision, Map<String, ?> fields) {
    var answer = decides(tip, decision, fields);
    assertThat(answer.status()).as(decision).isEqualTo(200);
    return answer.json();
  }

  JsonNode does(UUID tip, String decision) {
    return does(tip, decision, Map.of());
  }

  Answer says(UUID tip, String text) {
    return Http.call(POST, TIPS + "/" + tip + "/messages", this::signed, Map.of("text", text));
  }

  /** Every page of a list, and that pages repeat nothing. */
  List<JsonNode> lists(String query) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page = get("?" + query + (next.isEmpty() ? "" : "&cursor=" + next));
      assertThat(page.status()).isEqualTo(200);
      page.json().path("items").forEach(items::add);
      next = page.json().path("next").asString("");
    } while (!next.isEmpty());
    assertThat(items).extracting(item -> item.path("id").asString()).doesNotHaveDuplicates();
    return items;
  }

  boolean lists(UUID tip) {
    return lists("limit=200").stream()
        .anyMatch(item -> item.path("id").asString().equals(tip.toString()));
  }

  private static Map<String, Object> body(String decision, Map<String, ?> fields) {
    var body = new LinkedHashMap<String, Object>(fields);
    body.put("decision", decision);
    return body;
  }

  private void signed(HttpHeaders headers) {
    headers.set(HttpHeaders.COOKIE, cookie);
    headers.set("X-Requested-With", "anxinbao");
  }
}
