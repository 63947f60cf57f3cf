package org.anxinbao.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.anxinbao.TestServer;
import org.anxinbao.seal.Keyring;
import org.anxinbao.web.Today;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What a node of the running application does in the small hours. */
public final class Night {
  private Night() {}

  /** Seals what there is through the day before. */
  public static void before(LocalDate morning, TestServer server) {
    var now = morning.atTime(2, 0).atZone(Today.CHINA).toInstant();
    new Sealer(
            server.bean(EntryRepository.class),
            server.bean(CheckpointRepository.class),
            server.bean(Keyring.class),
            server.bean(TransactionalOperator.class),
            Clock.fixed(now, ZoneOffset.UTC))
        .seal()
        .block(Duration.ofSeconds(30));
  }
}
