package org.anxinbao.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Subscribe messages: a consent given on the phone is worth one message. */
final class WechatMessages {
  private static final String TEMPLATE = "[A-Za-z0-9_-]{43}";
  private static final String OPENID = "o[A-Za-z0-9_-]{27}";
  private static final int LONGEST_THING = 20;

  private final ConcurrentHashMap<String, Integer> consents = new ConcurrentHashMap<>();
  private final List<JsonNode> sent = new CopyOnWriteArrayList<>();

  /** What tapping "allow" on the phone does. */
  void consent(String openid, String template) {
    consents.merge(openid + "/" + template, 1, Integer::sum);
  }

  /** Bodies of the messages that went out. */
  List<JsonNode> sent() {
    return new ArrayList<>(sent);
  }

  WechatAnswer send(JsonNode message) {
    var openid = message.path("touser").asString("");
    var template = message.path("template_id").asString("");
    if (!openid.matches(OPENID)) {
      return WechatAnswer.error(40003, "invalid openid");
    }
    if (!template.matches(TEMPLATE)) {
      return WechatAnswer.error(40037, "invalid template_id");
    }
    var data = message.path("data");
    if (!data.isObject() || data.isEmpty()) {
      return WechatAnswer.error(47003, "argument invalid! data is empty");
    }
    for (var field : data.properties()) {
      var value = field.getValue().path("value").asString("");
      var tooLong = field.getKey().startsWith("thing") && value.length() > LONGEST_THING;
      if (value.isEmpty() || tooLong) {
        return WechatAnswer.error(
            47003, "argument invalid! data." + field.getKey() + ".value invalid");
      }
    }
    if (!take(openid + "/" + template)) {
      return WechatAnswer.error(43101, "user refuse to accept the msg");
    }
    sent.add(message);
    return WechatAnswer.ok();
  }

  private boolean take(String key) {
    var taken = new boolean[1];
    consents.computeIfPresent(
        key,
        (ignored, left) -> {
          taken[0] = true;
          return left > 1 ? left - 1 : null;
        });
    return taken[0];
  }
}
