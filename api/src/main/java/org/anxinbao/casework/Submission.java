package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission, checked, routed and sealed: what {@link Submissions} stores in one statement.
 *
 * @param mailbox hash of the mailbox's id
 * @param fingerprint HMAC of the request under a key of the receipt, to know a repetition
 * @param reporter the reporter's key pair, the private half wrapped under the receipt's key
 * @param digest SHA-256 of the acknowledged statement
 */
public record Submission(
    UUID tip,
    byte[] mailbox,
    byte[] fingerprint,
    Reporter reporter,
    Clear clear,
    byte[] excluded,
    byte[] body,
    byte @Nullable [] identity,
    List<Grant> grants,
    List<Binding> evidence,
    byte[] digest) {

  public record Reporter(byte[] publicKey, byte[] wrappedKey) {}

  /**
   * What stays readable, because work needs it.
   *
   * @param lookOn the day on which its clock is looked at first
   */
  public record Clear(
      Channel channel,
      @Nullable String enterprise,
      String area,
      String industry,
      HazardClass hazardClass,
      LocalDate receivedOn,
      LocalDate dueOn,
      LocalDate lookOn,
      String lead,
      @Nullable String supervising,
      @Nullable String custodian,
      boolean escalated,
      boolean wakesIfLate,
      boolean handledDirectly,
      int epoch) {}

  public record Grant(String holder, int epoch, boolean dormant, byte[] sealed) {}

  public record Binding(UUID evidence, int epoch, byte[] sealed) {}
}
