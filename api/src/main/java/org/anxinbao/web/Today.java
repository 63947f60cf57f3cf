package org.anxinbao.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The date in China, where all dates of the product are meant. */
@Component
public class Today {
  public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Clock clock;

  Today(Clock clock) {
    this.clock = clock;
  }

  public LocalDate date() {
    return LocalDate.now(clock.withZone(CHINA));
  }
}
