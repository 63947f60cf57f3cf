package org.anxinbao.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.anxinbao.seal.MailboxId;
import org.anxinbao.web.Problem;
import org.springframework.stereotype.Service;

/**
 * How many files a mailbox may begin and how many bytes it may send in a day, so that a permit does
 * not fill the store. Counted in memory under pseudonyms of the day.
 */
@Service
public class UploadQuota {
  private static final Duration DAY = Duration.ofDays(1);

  private final LimitProperties limits;
  private final Pseudonyms pseudonyms;
  private final Clock clock;
  private final Buckets buckets;
  private final Cache<String, Bucket> begun = Buckets.cache(DAY);
  private final Cache<String, Bucket> sent = Buckets.cache(DAY);

  UploadQuota(LimitProperties limits, Pseudonyms pseudonyms, Clock clock) {
    this.limits = limits;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.buckets = new Buckets(clock);
  }

  /**
   * Counts a file.
   *
   * @throws Problem 429 with Retry-After until midnight; it is not counted
   */
  public void begin(MailboxId mailbox) {
    take(files(mailbox), 1);
  }

  /** The file was refused for another reason, which spends nothing. */
  public void giveBack(MailboxId mailbox) {
    files(mailbox).addTokens(1);
  }

  /**
   * Counts bytes that come.
   *
   * @throws Problem 429 with Retry-After until midnight; they are not counted
   */
  public void send(MailboxId mailbox, int bytes) {
    var bucket =
        sent.get(name(mailbox), _ -> buckets.whole(limits.uploadedPerDay().toBytes(), DAY));
    take(bucket, bytes);
  }

  private Bucket files(MailboxId mailbox) {
    return begun.get(name(mailbox), _ -> buckets.whole(limits.uploadsPerDay(), DAY));
  }

  private void take(Bucket bucket, int count) {
    if (count > 0 && !bucket.tryConsume(count)) {
      throw Buckets.tooMany(Duration.between(clock.instant(), pseudonyms.endOfDay()));
    }
  }

  private String name(MailboxId mailbox) {
    return pseudonyms.of("mailbox", HexFormat.of().formatHex(mailbox.hash()));
  }
}
