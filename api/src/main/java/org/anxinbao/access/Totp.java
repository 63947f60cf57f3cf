package org.anxinbao.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes by RFC 6238: SHA-1, 6 digits, 30 s, one step either way. */
final class Totp {
  private static final long STEP_SECONDS = 30;
  private static final TimeBasedOneTimePasswordGenerator GENERATOR =
      new TimeBasedOneTimePasswordGenerator();

  private Totp() {}

  /** The newest step near {@code now} whose code this is. All three are always compared. */
  static OptionalLong step(byte[] secret, String code, Instant now) {
    var current = now.getEpochSecond() / STEP_SECONDS;
    var given = code.getBytes(StandardCharsets.UTF_8);
    var found = OptionalLong.empty();
    for (var step = current - 1; step <= current + 1; step++) {
      if (MessageDigest.isEqual(codeOf(secret, step), given)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] codeOf(byte[] secret, long step) {
    try {
      // Locale.ROOT: another locale would write the digits in its own script
      return GENERATOR
          .generateOneTimePasswordString(
              new SecretKeySpec(secret, "HmacSHA1"),
              Instant.ofEpochSecond(step * STEP_SECONDS),
              Locale.ROOT)
          .getBytes(StandardCharsets.UTF_8);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("HMAC takes any key", impossible);
    }
  }
}
