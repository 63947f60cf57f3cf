package org.anxinbao.dev;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sign-in codes of the simulator. {@code demo-li-1} and {@code demo-li-2} are two sign-ins of one
 * person: the openid follows from the word after {@code demo-}. The other prefixes get what WeChat
 * answers on a bad day.
 */
final class WechatLogins {
  private static final int OPENID = 27;
  private static final int MOST_REMEMBERED = 100_000;

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  WechatAnswer exchange(String code) throws InterruptedException {
    var dash = code.indexOf('-');
    return switch (dash < 0 ? "" : code.substring(0, dash)) {
      case "demo" -> once(code);
      case "often" -> WechatAnswer.error(45011, "api minute-quota reach limit, must slower");
      case "blocked" -> WechatAnswer.error(40226, "code blocked");
      case "busy" -> WechatAnswer.error(-1, "system error");
      case "broken" -> WechatAnswer.text("<html><h1>502 Bad Gateway</h1></html>");
      case "slow" -> {
        Thread.sleep(30_000);
        yield once(code);
      }
      default -> WechatAnswer.error(40029, "invalid code");
    };
  }

  private WechatAnswer once(String code) {
    if (used.size() > MOST_REMEMBERED) {
      used.clear();
    }
    if (!used.add(code)) {
      return WechatAnswer.error(40163, "code been used");
    }
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("session_key", sessionKey(code));
    session.put("openid", openid(code));
    return WechatAnswer.json(session);
  }

  static String sessionKey(String code) {
    return Base64.getEncoder().encodeToString(hash("session", code, 16));
  }

  /** 28 characters that begin with "o", as WeChat's do. */
  static String openid(String code) {
    var person = code.split("-", -1)[1];
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash("openid", person, 32));
    return "o" + text.substring(0, OPENID);
  }

  private static byte[] hash(String label, String text, int bytes) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((label + "/" + text).getBytes(StandardCharsets.UTF_8));
      return java.util.Arrays.copyOf(digest, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
