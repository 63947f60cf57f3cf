package org.anxinbao.casework;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anxinbao.casework.HistoryRepository.Author;
import org.anxinbao.casework.IdentityViews.IdentityStanding;
import org.anxinbao.casework.IdentityViews.IdentityStep;
import org.anxinbao.casework.TipContent.Identity;
import org.anxinbao.casework.TipContent.Subject;
import org.anxinbao.seal.Crockford;
import org.jspecify.annotations.Nullable;

/** What callers see of a tip; field names are the contract's. */
final class TipViews {
  private TipViews() {}

  /**
   * @param excerpt the text's first 60 code points
   * @param unread the reporter's messages since the office's last act
   */
  record TipItem(
      UUID id,
      String reference,
      Status status,
      String area,
      String industry,
      HazardClass hazardClass,
      Channel channel,
      LocalDate receivedOn,
      LocalDate due,
      boolean overdue,
      String excerpt,
      int unread,
      int version) {}

  record TipDetail(
      UUID id,
      String reference,
      Status status,
      Channel channel,
      @Nullable String enterprise,
      String area,
      String industry,
      HazardClass hazardClass,
      LocalDate receivedOn,
      LocalDate due,
      boolean overdue,
      @Nullable TipClock clock,
      String lead,
      @Nullable String supervising,
      boolean escalated,
      @Nullable Boolean suspectedMajor,
      boolean concealedDeaths,
      @Nullable LocalDate observedOn,
      @Nullable Subject subject,
      @Nullable String place,
      String description,
      boolean identityGiven,
      IdentityStanding identityRelease,
      @Nullable Identity signedBy,
      List<TipFile> evidence,
      List<TipMessage> messages,
      List<TipStep> timeline,
      @Nullable ProposedFinding proposed,
      @Nullable Finding finding,
      @Nullable Grade grade,
      int unread,
      int version,
      List<Decision.Kind> allowed) {}

  /**
   * The clock that runs; {@code due} beside it is its last day.
   *
   * @param warnOn two thirds of it have passed
   * @param provisional a year's official calendar is not loaded yet, so that the date may move
   */
  record TipClock(Clock.Code code, LocalDate startedOn, LocalDate warnOn, boolean provisional) {
    static TipClock of(Clock clock) {
      return new TipClock(clock.code(), clock.startedOn(), clock.warnOn(), clock.provisional());
    }
  }

  /**
   * @param preview whether there is a small picture of it
   */
  record TipFile(UUID id, String mediaType, long bytes, boolean preview) {}

  record TipMessage(Author from, LocalDate on, String text, List<UUID> evidence) {}

  record TipStep(
      LocalDate on,
      String kind,
      Status status,
      @Nullable String organisation,
      @Nullable EventDetails details) {}

  /**
   * @param byYou so that a page can say whom it waits for
   */
  record ProposedFinding(Finding finding, @Nullable Grade grade, boolean byYou) {}

  /** What the reporter reads: no identity, no offices to avoid. */
  record MailboxView(
      WrittenTip tip,
      Status status,
      List<MailboxStep> timeline,
      LocalDate due,
      List<TipMessage> messages,
      @Nullable Object award,
      Acknowledgement acknowledgement) {}

  record WrittenTip(
      Channel channel,
      @Nullable String enterprise,
      String area,
      String industry,
      HazardClass hazardClass,
      @Nullable Boolean suspectedMajor,
      boolean concealedDeaths,
      @Nullable LocalDate observedOn,
      @Nullable Subject subject,
      @Nullable String place,
      String description,
      List<UUID> evidence,
      List<UUID> withheld,
      boolean skipEnterprise,
      boolean wakeIfLate,
      boolean signed) {}

  /**
   * @param reasonCode why it was declined, so that a page can name the other way to go
   * @param outside an internal report left the enterprise for the competent department
   * @param identity what was done with the name; the status stayed as it was
   */
  record MailboxStep(
      LocalDate on,
      Status status,
      @Nullable DeclineReason reasonCode,
      boolean outside,
      @Nullable IdentityStep identity) {}

  /**
   * The words by which a tip is called on the telephone: its id's first 50 bits, not in any order.
   */
  static String reference(UUID id) {
    var bits = ByteBuffer.allocate(Long.BYTES).putLong(id.getMostSignificantBits()).array();
    return "AX-" + Crockford.grouped(Crockford.encode(bits, 10), 5);
  }
}
