package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.anxinbao.seal.Receipt;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with a mailbox, and what such a person does. */
record Reporter(Phone phone, String receipt, String permit) {
  static final String TIP = "/api/v1/mailbox/tip";
  static final String MAILBOX = "/api/v1/mailbox";
  static final String MESSAGES = "/api/v1/mailbox/messages";
  static final String EVIDENCE = "/api/v1/mailbox/evidence";

  /** Through the door, as everybody comes: WeChat's sign-in, then a mailbox. */
  static Reporter arrives(Phone phone) {
    var code = "demo-" + UUID.randomUUID().toString().replace("-", "") + "-1";
    var session = phone.json("POST", "/api/v1/wechat/sessions", java.util.Map.of("code", code));
    assertThat(session.status()).as(session.body()).isEqualTo(201);
    return opens(phone, session.json().path("token").asString());
  }

  static Reporter opens(Phone phone, String token) {
    var mailbox =
        phone.json(
            "POST", "/api/v1/mailboxes", java.util.Map.of(), "Authorization", "Bearer " + token);
    assertThat(mailbox.status()).as(mailbox.body()).isEqualTo(201);
    return new Reporter(
        phone, mailbox.json().path("receipt").asString(), mailbox.json().path("permit").asString());
  }

  /** The same person, when the application has another address. */
  Reporter with(Phone other) {
    return new Reporter(other, receipt, permit);
  }

  byte[] mailboxHash() {
    return Receipt.parse(receipt).mailbox().hash();
  }

  /** A tip with what is required and no more. */
  static ObjectNode tip() {
    return Phone.JSON
        .createObjectNode()
        .put("channel", "PUBLIC")
        .put("area", "440704")
        .put("industry", "scaffolding")
        .put("hazardClass", "UNSAFE_CONDITION")
        .put("description", "外海街道某工地脚手架没有连墙件,风一吹就晃,每天有人在下面走。");
  }

  Phone.Answer submits(Object tip) {
    return phone.json("PUT", TIP, tip, headers());
  }

  Phone.Answer reads() {
    return phone.get(MAILBOX, "Authorization", authorization());
  }

  Phone.Answer says(Object message) {
    return phone.json("POST", MESSAGES, message, "Authorization", authorization());
  }

  Phone.Answer uploads(byte[] file) {
    return phone.file(EVIDENCE, file, headers());
  }

  Phone.Answer form(byte[] parts) {
    return phone.multipart(EVIDENCE, parts, headers());
  }

  String authorization() {
    return "Receipt " + receipt;
  }

  String[] headers() {
    return new String[] {"Authorization", authorization(), "X-Permit", permit};
  }

  /** A photograph with content enough to be no single packet. */
  static byte[] photograph() {
    return photograph(320);
  }

  static byte[] photograph(int size) {
    var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    var noise = new java.util.Random(size);
    for (int x = 0; x < size; x++) {
      for (int y = 0; y < size; y++) {
        image.setRGB(x, y, new Color(noise.nextInt(1 << 24)).getRGB());
      }
    }
    var jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }
}
