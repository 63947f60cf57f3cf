package org.anxinbao.faults;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.anxinbao.dev.DemoAccount;
import org.awaitility.Awaitility;

/** A member of an office who has signed in. */
record Officer(Phone phone, String cookie) {
  static final String TIPS = "/admin/api/v1/tips";
  static final String SESSIONS = "/admin/api/v1/staff/sessions";

  /** Waits for the next code where another test has used this one. */
  static Officer signsIn(Phone phone, DemoAccount account) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> attempt(phone, account), officer -> !officer.cookie().isEmpty());
  }

  private static Officer attempt(Phone phone, DemoAccount account) {
    var answer =
        phone.json(
            "POST",
            SESSIONS,
            Map.of(
                "username", account.username(),
                "passphrase", account.passphrase(),
                "totp", code(account.totpSecret())),
            "X-Requested-With",
            "anxinbao");
    var cookie = answer.header("Set-Cookie");
    return new Officer(phone, cookie.substring(0, Math.max(0, cookie.indexOf(';'))));
  }

  private static String code(String base32) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    var bits = new java.math.BigInteger("0");
    var symbols = base32.replace("=", "");
    for (var symbol : symbols.toCharArray()) {
      bits = bits.shiftLeft(5).or(java.math.BigInteger.valueOf(alphabet.indexOf(symbol)));
    }
    var bytes = new byte[symbols.length() * 5 / 8];
    var all = bits.shiftRight(symbols.length() * 5 % 8).toByteArray();
    int length = Math.min(all.length, bytes.length);
    System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(new SecretKeySpec(bytes, "HmacSHA1"), Instant.now());
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Phone.Answer gets(String path) {
    return phone.get(path, "Cookie", cookie);
  }

  Phone.Answer posts(String path, Object body, String... headers) {
    var all = Arrays.copyOf(headers, headers.length + 4);
    all[headers.length] = "Cookie";
    all[headers.length + 1] = cookie;
    all[headers.length + 2] = "X-Requested-With";
    all[headers.length + 3] = "anxinbao";
    return phone.json("POST", path, body, all);
  }

  Phone.Answer decides(String tip, Object decision, int version) {
    return posts(TIPS + "/" + tip + "/decisions", decision, "If-Match", "\"" + version + "\"");
  }
}
