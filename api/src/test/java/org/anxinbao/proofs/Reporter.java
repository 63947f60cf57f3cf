package org.anxinbao.proofs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.TestServer;

/** Somebody with a telephone: a receipt, and what can be done with it. */
record Reporter(Http http, String token, String receipt, String permit) {
  private static final String MAILBOX = "/api/v1/mailbox";

  /** Signs in with a WeChat account of its own. */
  static Reporter arrives(TestServer server) {
    var phone = new Http(server.url(), Map.of());
    return arrives(phone, "demo-" + UUID.randomUUID().toString().replace("-", "") + "-1");
  }

  static Reporter arrives(Http phone, String code) {
    var token =
        phone
            .send("POST", "/api/v1/wechat/sessions", Map.of("code", code))
            .expect(201)
            .json()
            .get("token")
            .asString();
    var mailbox =
        phone
            .with("Authorization", "Bearer " + token)
            .send("POST", "/api/v1/mailboxes", Map.of())
            .expect(201)
            .json();
    var receipt = mailbox.get("receipt").asString();
    return new Reporter(
        phone.with("Authorization", "Receipt " + receipt),
        token,
        receipt,
        mailbox.get("permit").asString());
  }

  Http permitted() {
    return http.with("X-Permit", permit);
  }

  String upload(String fileName, byte[] file) {
    return permitted()
        .upload(MAILBOX + "/evidence", fileName, file)
        .expect(201)
        .json()
        .get("id")
        .asString();
  }

  /** Over a network that breaks; small enough for one part. */
  String uploadInParts(byte[] file) {
    var uploads = MAILBOX + "/uploads";
    var id =
        permitted()
            .send("POST", uploads, Map.of("bytes", file.length))
            .expect(201)
            .json()
            .get("id")
            .asString();
    permitted()
        .with("Content-Type", "application/octet-stream")
        .send("PUT", uploads + "/" + id + "/parts/0", file)
        .expect(204);
    permitted().send("POST", uploads + "/" + id + "/completion", new byte[0]).expect(201);
    return id;
  }

  Reporter submits(Map<String, ?> tip) {
    permitted().send("PUT", MAILBOX + "/tip", tip).expect(201);
    return this;
  }

  Http.Answer reads() {
    return http.get(MAILBOX);
  }

  void says(String text, String... files) {
    http.send("POST", MAILBOX + "/messages", Map.of("text", text, "evidence", List.of(files)))
        .expect(201);
  }

  void withdraws() {
    http.send("POST", MAILBOX + "/withdrawal", new byte[0]).expect(200);
  }

  void burns() {
    http.send("DELETE", MAILBOX, new byte[0]).expect(204);
  }

  /**
   * A public tip that {@code jh-housing} leads and {@code jh-safety-committee-office} supervises.
   */
  static Map<String, Object> scaffold(String description) {
    var tip = new LinkedHashMap<String, Object>();
    tip.put("channel", "PUBLIC");
    tip.put("area", "440704");
    tip.put("industry", "scaffolding");
    tip.put("hazardClass", "UNSAFE_CONDITION");
    tip.put("description", "脚手架没有连墙件,每天有人在下面走。" + description);
    return tip;
  }
}
