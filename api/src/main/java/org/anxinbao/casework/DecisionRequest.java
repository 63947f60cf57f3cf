package org.anxinbao.casework;

import static java.util.Objects.requireNonNull;

import org.anxinbao.casework.Decision.*;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Problem;
import org.jspecify.annotations.Nullable;

/** A decision as the contract writes it: one shape for all, of which each needs its part. */
record DecisionRequest(
    Kind decision,
    @Nullable String reason,
    @Nullable DeclineReason reasonCode,
    @Nullable String text,
    @Nullable String organisation,
    @Nullable Finding finding,
    @Nullable Grade grade) {
  static final Checks.Words REASON = new Checks.Words(1, 2_000);
  static final Checks.Words TEXT = new Checks.Words(1, TipLimits.CURRENT.textMax());

  @Override
  public String toString() {
    return "DecisionRequest[" + decision + "]";
  }

  /**
   * @throws Problem 422 naming each field that this decision needs
   */
  Decision parsed() {
    check(new Checks()).finish();
    return switch (decision) {
      case ACCEPT -> new Accept();
      case DECLINE -> new Decline(requireNonNull(reasonCode), requireNonNull(text));
      case ASK -> new Ask(requireNonNull(text));
      case TRANSFER -> new Transfer(requireNonNull(organisation), requireNonNull(reason));
      case VERIFY -> new Verify();
      case CONCLUDE -> new Conclude(requireNonNull(finding), grade, requireNonNull(reason));
      case CONFIRM -> new Confirm();
      case RETURN -> new Return(requireNonNull(reason));
      case FEEDBACK -> new Feedback(requireNonNull(text));
      case CLOSE -> new Close();
      case ESCALATE -> new Escalate(requireNonNull(reason));
    };
  }

  private Checks check(Checks checks) {
    return switch (decision) {
      case ACCEPT, VERIFY, CONFIRM, CLOSE -> checks;
      case DECLINE -> checks.required(reasonCode, "/reasonCode").required(text, "/text", TEXT);
      case ASK, FEEDBACK -> checks.required(text, "/text", TEXT);
      case TRANSFER ->
          checks.required(organisation, "/organisation").required(reason, "/reason", REASON);
      case CONCLUDE ->
          checks
              .required(finding, "/finding")
              .required(reason, "/reason", REASON)
              .refuse(
                  finding != null && finding.needsGrade() && grade == null, "/grade", "required")
              .refuse(
                  finding != null && !finding.needsGrade() && grade != null,
                  "/grade",
                  "not-without-a-hazard");
      case RETURN, ESCALATE -> checks.required(reason, "/reason", REASON);
    };
  }
}
