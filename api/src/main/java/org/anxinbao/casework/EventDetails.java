package org.anxinbao.casework;

import org.jspecify.annotations.Nullable;

/** What a decision said in words, sealed beside its event. */
record EventDetails(
    @Nullable String reason,
    @Nullable DeclineReason reasonCode,
    @Nullable Finding finding,
    @Nullable Grade grade) {
  static final String FIELD = "event";

  @Override
  public String toString() {
    return "EventDetails";
  }
}
