package org.anxinbao.intake;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anxinbao.casework.ReporterKeys;
import org.anxinbao.casework.Submission;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PublicKey;

/**
 * Who is given a new tip's keys: the lead and the reporter; the supervising office in a grant that
 * sleeps, unless deaths are said to be concealed. An enterprise is never given the key of what is
 * withheld from it.
 */
final class Granting {
  private final Grants grants;
  private final UUID tip;
  private final YearMonth month;
  private final Snapshot directory;
  private final List<Submission.Grant> granted = new ArrayList<>();

  private Granting(Grants grants, UUID tip, YearMonth month, Snapshot directory) {
    this.grants = grants;
    this.tip = tip;
    this.month = month;
    this.directory = directory;
  }

  static List<Submission.Grant> of(
      Grants grants,
      UUID tip,
      YearMonth month,
      Snapshot directory,
      Destination to,
      TipDataKeys keys,
      PublicKey reporter,
      boolean supervisedAtOnce) {
    var granting = new Granting(grants, tip, month, directory);
    keys.byEpoch()
        .forEach(
            (epoch, key) -> {
              if (epoch != TipDataKeys.WITHHELD || !directory.isEnterprise(to.lead())) {
                granting.active(epoch, key, to.lead(), granting.caseKey(to.lead()));
              }
              to.supervising()
                  .ifPresent(office -> granting.supervising(epoch, key, office, supervisedAtOnce));
              granting.active(epoch, key, ReporterKeys.HOLDER, reporter);
            });
    return List.copyOf(granting.granted);
  }

  private void supervising(int epoch, DataKey key, String office, boolean atOnce) {
    if (atOnce) {
      active(epoch, key, office, caseKey(office));
    } else {
      granted.add(
          new Submission.Grant(
              office,
              epoch,
              true,
              grants.sealDormant(key, caseKey(office), tip, office, epoch, month)));
    }
  }

  private void active(int epoch, DataKey key, String holder, PublicKey holderKey) {
    granted.add(
        new Submission.Grant(
            holder, epoch, false, grants.seal(key, holderKey, tip, holder, epoch, month)));
  }

  private PublicKey caseKey(String office) {
    return directory.publicKey(office, Duty.CASE).orElseThrow();
  }
}
