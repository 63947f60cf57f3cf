package org.anxinbao.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Every limit on callers, in one place.
 *
 * @param perSourceAndMinute sessions and mailboxes together
 * @param mailboxesPerDay for one openid, by the calendar of Asia/Shanghai
 * @param uploadsPerDay files that may be begun for one mailbox
 * @param uploadedPerDay bytes of files that may be sent for one mailbox, repetitions included
 * @param unknownReceiptsPerMinute well-formed receipts of one source that open nothing; ten times
 *     as many, and the source's receipts are not even looked up any more
 * @param failuresPerAccount sign-ins that may fail before the next is delayed
 * @param failuresPerSource the same for a source
 * @param failureWindow how long a failure is remembered
 * @param longestDelay of a sign-in; who would have to wait longer is refused
 * @param queuedSignIns passphrases waiting for one of the two threads that check them
 * @param challengeMax the proof of work's largest number: a cheap phone hashes some 30,000 a second
 * @param challengeLife until a challenge expires
 */
@ConfigurationProperties("anxinbao.limits")
record LimitProperties(
    @DefaultValue("600") int perSourceAndMinute,
    @DefaultValue("10") int mailboxesPerDay,
    @DefaultValue("40") int uploadsPerDay,
    @DefaultValue("600MB") DataSize uploadedPerDay,
    @DefaultValue("60") int unknownReceiptsPerMinute,
    @DefaultValue("5") int failuresPerAccount,
    @DefaultValue("30") int failuresPerSource,
    @DefaultValue("10m") Duration failureWindow,
    @DefaultValue("30s") Duration longestDelay,
    @DefaultValue("32") int queuedSignIns,
    @DefaultValue("50000") long challengeMax,
    @DefaultValue("10m") Duration challengeLife) {

  LimitProperties {
    if (perSourceAndMinute < 1
        || mailboxesPerDay < 1
        || uploadsPerDay < 1
        || uploadedPerDay.toBytes() < 1
        || unknownReceiptsPerMinute < 1
        || failuresPerAccount < 1
        || failuresPerSource < 1
        || queuedSignIns < 1
        || challengeMax < 1) {
      throw new IllegalArgumentException("a limit below one lets nobody in");
    }
  }
}
