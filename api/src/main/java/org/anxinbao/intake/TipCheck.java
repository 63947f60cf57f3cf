package org.anxinbao.intake;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Problem;
import org.jspecify.annotations.Nullable;

/** What a tip must be to be taken; a pure check against what the directory knows. */
final class TipCheck {
  private static final Checks.Words DESCRIPTION =
      new Checks.Words(TipLimits.CURRENT.textMin(), TipLimits.CURRENT.textMax());
  private static final Checks.Words PLACE = new Checks.Words(1, 500);
  private static final Checks.Words NAME = new Checks.Words(1, 200);
  private static final int MOST_AVOIDED = 20;

  /** GB 32100: digits and capitals without I, O, S, V, Z. */
  private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{4,24}");

  private final TipRequest tip;
  private final Snapshot directory;
  private final LocalDate today;
  private final Checks checks = new Checks();

  private TipCheck(TipRequest tip, Snapshot directory, LocalDate today) {
    this.tip = tip;
    this.directory = directory;
    this.today = today;
  }

  /**
   * @throws Problem 422 naming every field that is wrong
   */
  static void check(TipRequest tip, Snapshot directory, LocalDate today) {
    new TipCheck(tip, directory, today).all();
  }

  private void all() {
    checks
        .refuse(directory.area(tip.area()).isEmpty(), "/area", "unknown-area")
        .refuse(directory.industry(tip.industry()).isEmpty(), "/industry", "unknown-industry")
        .required(tip.description(), "/description", DESCRIPTION)
        .optional(tip.place(), "/place", PLACE)
        .refuse(outOfRange(tip.observedOn()), "/observedOn", "date-out-of-range");
    channel();
    subject();
    identity();
    files();
    avoided();
    checks.finish();
  }

  private void channel() {
    var enterprise = tip.enterprise();
    if (tip.internal()) {
      checks
          .refuse(enterprise == null, "/enterprise", "enterprise-required")
          .refuse(
              enterprise != null && !directory.isEnterprise(enterprise),
              "/enterprise",
              "unknown-enterprise")
          .refuse(tip.isSigned() && tip.skipsEnterprise(), "/signed", "not-with-skip-enterprise");
    } else {
      checks
          .refuse(enterprise != null, "/enterprise", "enterprise-not-allowed")
          .refuse(tip.skipsEnterprise(), "/skipEnterprise", "internal-only")
          .refuse(Boolean.TRUE.equals(tip.wakeIfLate()), "/wakeIfLate", "internal-only")
          .refuse(tip.isSigned(), "/signed", "internal-only")
          .refuse(!tip.withheldFiles().isEmpty(), "/withheld", "internal-only");
    }
  }

  private void subject() {
    var subject = tip.subject();
    if (subject != null) {
      var code = subject.code();
      checks
          .required(subject.name(), "/subject/name", NAME)
          .refuse(
              code != null && !CREDIT_CODE.matcher(code).matches(),
              "/subject/code",
              "not-a-credit-code");
    }
  }

  private void identity() {
    var identity = tip.identity();
    if (identity == null) {
      checks.refuse(tip.isSigned(), "/identity", "required");
    } else {
      checks
          .required(identity.name(), "/identity/name", NAME)
          .refuse(!PHONE.matcher(identity.phone()).matches(), "/identity/phone", "phone");
    }
  }

  private void files() {
    var evidence = Objects.requireNonNullElse(tip.evidence(), List.of());
    checks
        .refuse(tip.files().size() > TipLimits.CURRENT.files(), "/evidence", "too-many")
        .refuse(new HashSet<>(evidence).size() < evidence.size(), "/evidence", "duplicate")
        .refuse(
            new HashSet<>(tip.withheldFiles()).size() < tip.withheldFiles().size(),
            "/withheld",
            "duplicate");
  }

  private void avoided() {
    var avoid = Objects.requireNonNullElse(tip.avoid(), List.<String>of());
    checks.refuse(avoid.size() > MOST_AVOIDED, "/avoid", "too-many");
    for (int i = 0; i < Math.min(avoid.size(), MOST_AVOIDED); i++) {
      checks.refuse(
          directory.organisation(avoid.get(i)).isEmpty(), "/avoid/" + i, "unknown-organisation");
    }
  }

  private boolean outOfRange(@Nullable LocalDate day) {
    return day != null
        && (day.isAfter(today)
            || day.isBefore(today.minusYears(TipLimits.CURRENT.observedOnYears())));
  }
}
