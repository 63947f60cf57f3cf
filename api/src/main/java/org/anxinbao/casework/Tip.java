package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tip's state, without a word that a person wrote. */
record Tip(Facts facts, Offices offices, Progress progress, Timing timing, Counters counters) {

  /** What never changes. */
  record Facts(
      UUID id,
      Channel channel,
      @Nullable String enterprise,
      String area,
      String industry,
      HazardClass hazardClass,
      LocalDate receivedOn) {}

  /**
   * Who works on it.
   *
   * @param supervising reads it once it is escalated
   */
  record Offices(String lead, @Nullable String supervising, boolean escalated, int transfers) {
    Offices escalate() {
      return new Offices(lead, supervising, true, transfers);
    }

    Offices transferred() {
      return new Offices(lead, supervising, escalated, transfers + 1);
    }

    /** Whom the enterprise had above it leads now. */
    Offices outside(String office) {
      return new Offices(office, null, escalated, transfers);
    }
  }

  /**
   * How far it has come.
   *
   * @param dueOn of the clock that runs or ran last; of one that stands still, as it was
   */
  record Progress(
      Status status,
      LocalDate dueOn,
      @Nullable Waiting waiting,
      @Nullable Proposal proposal,
      @Nullable Verdict verdict,
      @Nullable LocalDate answeredOn) {

    Progress at(Status next) {
      return new Progress(next, dueOn, null, null, verdict, answeredOn);
    }

    Progress due(LocalDate day) {
      return new Progress(status, day, waiting, proposal, verdict, answeredOn);
    }

    Progress waitingSince(LocalDate since) {
      return new Progress(
          Status.NEEDS_INFO, dueOn, new Waiting(status, since), proposal, verdict, answeredOn);
    }

    Progress proposing(@Nullable Proposal next) {
      return new Progress(status, dueOn, waiting, next, verdict, answeredOn);
    }
  }

  /**
   * What its clock is counted from.
   *
   * @param startedOn the day of the trigger of the office's clock
   * @param added days, of the clock's own unit, by which it is longer than its limit
   * @param mark how far it was acted upon
   * @param lookOn when a sweeper is to look at it next
   * @param wakesIfLate an internal report that goes outside when it is late
   */
  record Timing(
      LocalDate startedOn,
      int added,
      Clock.@Nullable Mark mark,
      @Nullable LocalDate lookOn,
      boolean wakesIfLate) {

    /** Another clock starts. */
    Timing from(LocalDate day) {
      return new Timing(day, 0, null, lookOn, wakesIfLate);
    }

    Timing longerBy(int days) {
      return new Timing(startedOn, added + days, mark, lookOn, wakesIfLate);
    }

    Timing marked(Clock.Mark next) {
      return new Timing(startedOn, added, next, lookOn, wakesIfLate);
    }

    Timing lookedAtOn(@Nullable LocalDate day) {
      return new Timing(startedOn, added, mark, day, wakesIfLate);
    }
  }

  /** The office waits for the reporter and its clock stands still. */
  record Waiting(Status returnsTo, LocalDate since) {}

  /** A finding that waits for a second person. */
  record Proposal(Verdict verdict, UUID by) {}

  /**
   * @param grade of the hazard, if there is one
   */
  record Verdict(Finding finding, @Nullable Grade grade) {}

  /**
   * @param sequence the last number given to an event or a message
   * @param unread the reporter's messages since the office's last act
   */
  record Counters(int epoch, int sequence, int unread, int version) {
    Counters inEpoch(int next) {
      return new Counters(next, sequence, unread, version);
    }

    /** After an act of the office. */
    Counters handled(int numbers) {
      return new Counters(epoch, sequence + numbers, 0, version + 1);
    }

    /** After something that nobody did. */
    Counters noted(int numbers) {
      return new Counters(epoch, sequence + numbers, unread, version + 1);
    }

    /** After an act of the reporter. */
    Counters heard(int numbers, int messages) {
      return new Counters(epoch, sequence + numbers, unread + messages, version + 1);
    }
  }

  UUID id() {
    return facts.id();
  }

  Status status() {
    return progress.status();
  }

  /** An internal report that has not left the enterprise. */
  boolean isLedByEnterprise() {
    return offices.lead().equals(facts.enterprise());
  }

  Tip with(Progress next) {
    return new Tip(facts, offices, next, timing, counters);
  }

  Tip with(Offices next) {
    return new Tip(facts, next, progress, timing, counters);
  }

  Tip with(Timing next) {
    return new Tip(facts, offices, progress, next, counters);
  }

  Tip with(Counters next) {
    return new Tip(facts, offices, progress, timing, next);
  }
}
