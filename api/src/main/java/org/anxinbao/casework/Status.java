package org.anxinbao.casework;

/** Where a tip stands. 广东省安全生产领域举报处理: 受理, 核查, 反馈, 办结. */
public enum Status {
  SCREENING,
  NEEDS_INFO,
  ACCEPTED,
  DECLINED,
  DUPLICATE,
  WITHDRAWN,
  VERIFYING,
  SUBSTANTIATED,
  PARTLY,
  UNSUBSTANTIATED,
  UNVERIFIABLE,
  ANSWERED,
  CLOSED;

  /** The office has a date to keep. */
  boolean clockRuns() {
    return !ended() && this != NEEDS_INFO && this != ANSWERED;
  }

  /** Nobody works on it any more. */
  boolean ended() {
    return switch (this) {
      case DECLINED, DUPLICATE, WITHDRAWN, CLOSED -> true;
      default -> false;
    };
  }
}
