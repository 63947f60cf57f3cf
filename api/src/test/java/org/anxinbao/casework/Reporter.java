package org.anxinbao.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.anxinbao.casework.Http.Answer;
import org.anxinbao.seal.Receipt;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.MultipartBodyBuilder;
import tools.jackson.databind.JsonNode;

/** Somebody with a receipt. */
final class Reporter {
  private static final String MAILBOX = "/api/v1/mailbox";

  private final String receipt;
  private final String permit;

  private Reporter(String receipt, String permit) {
    this.receipt = receipt;
    this.permit = permit;
  }

  static Reporter arrives() {
    var session =
        Http.call(
            POST, "/api/v1/wechat/sessions", _ -> {}, Map.of("code", "demo-" + UUID.randomUUID()));
    var token = session.json().path("token").asString();
    var mailbox =
        Http.call(POST, "/api/v1/mailboxes", headers -> headers.setBearerAuth(token), Map.of());
    assertThat(mailbox.status()).isEqualTo(201);
    return new Reporter(
        mailbox.json().path("receipt").asString(), mailbox.json().path("permit").asString());
  }

  /** A tip about a scaffolding in Jianghai, but for these fields. */
  static Map<String, Object> tip(Map<String, ?> fields) {
    var tip = new LinkedHashMap<String, Object>();
    tip.put("channel", "PUBLIC");
    tip.put("area", "440704");
    tip.put("industry", "scaffolding");
    tip.put("hazardClass", "UNSAFE_CONDITION");
    tip.put("description", "外海街道某工地脚手架没有连墙件,风一吹就晃。");
    tip.putAll(fields);
    return tip;
  }

  static Reporter submitted(Map<String, ?> fields) {
    var reporter = arrives();
    assertThat(reporter.submits(fields).status()).isEqualTo(201);
    return reporter;
  }

  Answer submits(Map<String, ?> fields) {
    return Http.call(PUT, MAILBOX + "/tip", this::withPermit, tip(fields));
  }

  String uploads() {
    var parts = new MultipartBodyBuilder();
    parts.part("file", new ByteArrayResource(photograph())).filename("IMG_0001.jpg");
    var answer =
        Http.SERVER
            .client()
            .post()
            .uri(MAILBOX + "/evidence")
            .headers(this::withPermit)
            .bodyValue(parts.build())
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    return Objects.requireNonNull(answer).path("id").asString();
  }

  Answer reads() {
    return Http.call(GET, MAILBOX, this::withReceipt, null);
  }

  JsonNode mailbox() {
    var answer = reads();
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  Answer says(String text, String... evidence) {
    return Http.call(
        POST,
        MAILBOX + "/messages",
        this::withReceipt,
        Map.of("text", text, "evidence", List.of(evidence)));
  }

  Answer withdraws() {
    return Http.call(POST, MAILBOX + "/withdrawal", this::withReceipt, null);
  }

  Answer burns() {
    return Http.call(DELETE, MAILBOX, this::withReceipt, null);
  }

  Answer takesBack(String evidence) {
    return Http.call(DELETE, MAILBOX + "/evidence/" + evidence, this::withReceipt, null);
  }

  /** The tip's id, which a reporter never learns. */
  UUID tip() {
    var hash = Receipt.parse(receipt).mailbox().hash();
    return Objects.requireNonNull(
        Http.SERVER
            .database()
            .sql("select tip from mailbox where hash = :hash")
            .bind("hash", hash)
            .map(row -> Objects.requireNonNull(row.get("tip", UUID.class)))
            .one()
            .block());
  }

  private void withReceipt(HttpHeaders headers) {
    headers.set(HttpHeaders.AUTHORIZATION, "Receipt " + receipt);
  }

  private void withPermit(HttpHeaders headers) {
    withReceipt(headers);
    headers.set("X-Permit", permit);
  }

  private static byte[] photograph() {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
