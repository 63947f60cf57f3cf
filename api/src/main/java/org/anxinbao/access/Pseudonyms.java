package org.anxinbao.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Names for counting by: HMAC-SHA256 under a random key that lives in memory for one day of
 * Asia/Shanghai. Yesterday's names can be made again by nobody.
 */
@Component
class Pseudonyms {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private record Today(LocalDate date, SecretKey key) {}

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private Today today;

  Pseudonyms(Clock clock) {
    this.clock = clock;
    this.today = fresh(LocalDate.now(clock.withZone(CHINA)));
  }

  /**
   * @param kind keeps an account and a source of the same text apart
   */
  String of(String kind, String value) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key());
      return HexFormat.of()
          .formatHex(mac.doFinal((kind + '\0' + value).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", impossible);
    }
  }

  /** When today's names end. */
  Instant endOfDay() {
    return LocalDate.now(clock.withZone(CHINA)).plusDays(1).atStartOfDay(CHINA).toInstant();
  }

  private synchronized SecretKey key() {
    var date = LocalDate.now(clock.withZone(CHINA));
    if (!date.equals(today.date())) {
      today = fresh(date);
    }
    return today.key();
  }

  private Today fresh(LocalDate date) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return new Today(date, new SecretKeySpec(bytes, "HmacSHA256"));
  }
}
