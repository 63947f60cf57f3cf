package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.security.InvalidKeyException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.anxinbao.TestServer;
import org.apache.commons.codec.binary.Base32;
import tools.jackson.databind.JsonNode;

/** A demo member with a session; one session for all tests of the JVM, because Argon2id is slow. */
record Officer(Http http) {
  static final String TIPS = "/admin/api/v1/tips";
  private static final Map<String, Officer> SIGNED_IN = new ConcurrentHashMap<>();

  static Officer of(TestServer server, String username) {
    return SIGNED_IN.computeIfAbsent(
        username, name -> signIn(server, name, new Http(server.url(), Map.of())));
  }

  static Officer signIn(TestServer server, String username, Http browser) {
    var account = server.account(username);
    forgetUsedCodes(server, username);
    var answer =
        browser
            .with("X-Requested-With", "anxinbao")
            .send(
                "POST",
                "/admin/api/v1/staff/sessions",
                Map.of(
                    "username",
                    username,
                    "passphrase",
                    account.passphrase(),
                    "totp",
                    code(account.totpSecret())))
            .expect(201);
    var cookie = answer.headers().getOrDefault("set-cookie", "").split(";", 2)[0];
    return new Officer(browser.with("X-Requested-With", "anxinbao").with("Cookie", cookie));
  }

  /** A code works once, and another test may have used this half minute's. */
  private static void forgetUsedCodes(TestServer server, String username) {
    try (var owner = server.asOwner();
        var update = owner.prepareStatement("update member set totp_step = 0 where username = ?")) {
      update.setString(1, username);
      update.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String code(String secret) {
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), Instant.now());
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Http.Answer list() {
    return list("");
  }

  private Http.Answer list(String more) {
    return http.get(TIPS + "?limit=200" + more);
  }

  /** All pages of the list, one after the other: other tests fill it too. */
  String wholeList() {
    var pages = new StringBuilder();
    var next = "";
    do {
      var page = list(next).expect(200);
      pages.append(page.text());
      next = page.json().path("next").asString("");
      next = next.isEmpty() ? next : "&cursor=" + URLEncoder.encode(next, UTF_8);
    } while (!next.isEmpty());
    return pages.toString();
  }

  Http.Answer reads(String tip) {
    return http.get(TIPS + "/" + tip);
  }

  Http.Answer downloads(String tip, String file) {
    return http.get(TIPS + "/" + tip + "/evidence/" + file);
  }

  void says(String tip, String text) {
    http.send("POST", TIPS + "/" + tip + "/messages", Map.of("text", text)).expect(201);
  }

  /** On the version that the officer sees; fields and values in turn. */
  Http.Answer decides(String tip, String decision, String... more) {
    var request = new LinkedHashMap<String, String>();
    request.put("decision", decision);
    for (int i = 0; i < more.length; i += 2) {
      request.put(more[i], more[i + 1]);
    }
    return http.with("If-Match", "\"" + version(reads(tip).expect(200).json()) + "\"")
        .send("POST", TIPS + "/" + tip + "/decisions", request);
  }

  private static int version(JsonNode tip) {
    return tip.get("version").asInt();
  }
}
