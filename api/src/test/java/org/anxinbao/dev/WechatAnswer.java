package org.anxinbao.dev;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** An answer in WeChat's shapes: errors too come with status 200. */
record WechatAnswer(String mediaType, byte[] body) {
  private static final JsonMapper JSON = new JsonMapper();

  static WechatAnswer json(Map<String, ?> members) {
    return text(JSON.writeValueAsString(members));
  }

  static WechatAnswer text(String body) {
    return new WechatAnswer(
        "application/json; encoding=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  static WechatAnswer error(int code, String words) {
    var members = new LinkedHashMap<String, Object>();
    members.put("errcode", code);
    members.put("errmsg", code == -1 ? words : words + ", rid: " + requestId());
    return json(members);
  }

  static WechatAnswer ok() {
    var members = new LinkedHashMap<String, Object>();
    members.put("errcode", 0);
    members.put("errmsg", "ok");
    return json(members);
  }

  private static String requestId() {
    var random = UUID.randomUUID().toString();
    return random.substring(0, 8) + random.substring(8, 18) + random.substring(24, 32);
  }
}
