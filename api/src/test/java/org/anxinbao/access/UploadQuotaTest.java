package org.anxinbao.access;

import static org.anxinbao.access.Fixtures.LIMITS;
import static org.anxinbao.access.Fixtures.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.anxinbao.seal.MailboxId;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.ProblemType;
import org.junit.jupiter.api.Test;

/** What one mailbox may send in a day. */
class UploadQuotaTest {
  private static final int MB = 1 << 20;

  private final MailboxId mine = Receipt.random().mailbox();
  private final MailboxId another = Receipt.random().mailbox();
  private final HandClock clock = new HandClock("2026-11-20T15:00:00Z");
  private final UploadQuota quota = new UploadQuota(LIMITS, new Pseudonyms(clock), clock);

  @Test
  void shouldLetAMailboxBeginFortyFilesADay() {
    for (int i = 0; i < 40; i++) {
      quota.begin(mine);
    }
    var refused = problemOf(() -> quota.begin(mine));
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refused.retryAfter()).as("midnight in China").isEqualTo(Duration.ofHours(1));
    assertThatCode(() -> quota.begin(another)).doesNotThrowAnyException();

    clock.pass(Duration.ofHours(1));
    assertThatCode(() -> quota.begin(mine)).doesNotThrowAnyException();
  }

  @Test
  void shouldSpendNothingOnAFileThatWasRefused() {
    for (int i = 0; i < 200; i++) {
      quota.begin(mine);
      quota.giveBack(mine);
    }
    assertThatCode(() -> quota.begin(mine)).doesNotThrowAnyException();
  }

  @Test
  void shouldLetAMailboxSendSixHundredMegabytesADay() {
    for (int i = 0; i < 600; i++) {
      quota.send(mine, MB);
    }
    var refused = problemOf(() -> quota.send(mine, 1));
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThatCode(() -> quota.send(mine, 0)).doesNotThrowAnyException();
    assertThatCode(() -> quota.send(another, MB)).doesNotThrowAnyException();
  }
}
