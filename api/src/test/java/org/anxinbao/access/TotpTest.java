package org.anxinbao.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] RFC_SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 6238, appendix B, the last six of the eight digits. */
  @ParameterizedTest
  @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "20000000000, 353130"})
  void shouldAgreeWithTheRfc(long second, String code) {
    assertThat(Totp.step(RFC_SECRET, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
  }

  @Test
  void shouldTakeACodeOfTheStepBeforeAndTheStepAfter() {
    assertThat(Totp.step(RFC_SECRET, "287082", Instant.ofEpochSecond(89))).hasValue(1);
    assertThat(Totp.step(RFC_SECRET, "287082", Instant.ofEpochSecond(0))).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"90, 287082", "59, 287083", "59, 28708", "59, 0287082", "59, ２８７０８２"})
  void shouldRefuseAnyOther(long second, String code) {
    assertThat(Totp.step(RFC_SECRET, code, Instant.ofEpochSecond(second))).isEmpty();
  }
}
