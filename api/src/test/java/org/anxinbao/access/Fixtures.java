package org.anxinbao.access;

import java.time.Duration;
import java.util.Objects;
import org.anxinbao.web.Problem;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.util.unit.DataSize;

/** Sentences that several tests share. */
final class Fixtures {
  static final LimitProperties LIMITS =
      new LimitProperties(
          600,
          10,
          40,
          DataSize.ofMegabytes(600),
          60,
          5,
          30,
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          32,
          1_000,
          Duration.ofMinutes(10));

  private Fixtures() {}

  static Problem problemOf(ThrowingCallable act) {
    return Objects.requireNonNull(Assertions.catchThrowableOfType(Problem.class, act), "refused");
  }
}
