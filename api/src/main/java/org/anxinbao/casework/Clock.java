package org.anxinbao.casework;

import java.time.LocalDate;

/**
 * A clock that runs on a tip (RULES: clocks).
 *
 * @param startedOn the day of the trigger, which is not counted
 * @param warnOn two thirds of it have passed
 * @param dueOn its last day
 * @param provisional a year that it touches has no official calendar yet, so that the date may move
 * @param overdue missed by the office; a reporter's time ends and nobody is late
 * @param missed what follows the day after {@code dueOn}
 */
record Clock(
    Code code,
    LocalDate startedOn,
    LocalDate warnOn,
    LocalDate dueOn,
    boolean provisional,
    boolean overdue,
    Step missed) {

  /** A limit's code in the reference data. */
  enum Code {
    ACCEPTANCE,
    VERIFICATION,
    FEEDBACK,
    INTERNAL_VERIFICATION,
    INTERNAL_FEEDBACK,
    /** The reporter's, while the office's own stands still. */
    SUPPLEMENT,
    /** The reporter's. */
    REVIEW_REQUEST;

    boolean isTheOffices() {
      return this != SUPPLEMENT && this != REVIEW_REQUEST;
    }
  }

  /** What a clock does when its day has come. */
  enum Step {
    NOTHING,
    /** Reminds the office. */
    WARN,
    /** Only a mark that it is overdue. */
    MARK,
    /** The mark, and the supervising office reads on. */
    ESCALATE,
    /** The mark, and the report leaves the enterprise for the competent department. */
    EXTERNALISE,
    /** The office goes on without the reporter's answer. */
    RESUME
  }

  /** How far a clock has already been acted upon, so that it acts once. */
  enum Mark {
    WARNED,
    MISSED
  }
}
