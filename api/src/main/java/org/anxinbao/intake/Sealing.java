package org.anxinbao.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.anxinbao.casework.Acknowledgement;
import org.anxinbao.casework.Exclusions;
import org.anxinbao.casework.FirstClock;
import org.anxinbao.casework.ReporterEvidence.Waiting;
import org.anxinbao.casework.ReporterKeys;
import org.anxinbao.casework.SignedName;
import org.anxinbao.casework.Submission;
import org.anxinbao.casework.TipContent;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealedIdentity;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns a checked request into a sealed submission. Plaintext ends here. */
@Component
class Sealing {
  /** Who will keep the name, and with which key. */
  private record Custody(String office, PublicKey key) {}

  private final Grants grants;
  private final ReporterKeys reporterKeys;
  private final Exclusions exclusions;
  private final JsonMapper json;
  private final Clock clock;

  Sealing(
      Grants grants,
      ReporterKeys reporterKeys,
      Exclusions exclusions,
      JsonMapper json,
      Clock clock) {
    this.grants = grants;
    this.reporterKeys = reporterKeys;
    this.exclusions = exclusions;
    this.json = json;
    this.clock = clock;
  }

  /** Tells a repetition from another tip; only the receipt's holder can compute it. */
  byte[] fingerprint(TipRequest request, Receipt receipt) {
    return receipt.derive("fingerprint").mac(json.writeValueAsBytes(request));
  }

  Submission seal(
      TipRequest request,
      Receipt receipt,
      byte[] fingerprint,
      Destination to,
      List<Waiting> files,
      Snapshot directory,
      LocalDate today) {
    var tip = UUID.randomUUID();
    var month = YearMonth.from(today);
    var keys = TipDataKeys.random(request.withheldFiles());
    var reporter = PrivateKey.generate();
    var body = json.writeValueAsBytes(content(request, to, directory, tip));
    var custody = custody(request, to, directory);
    return new Submission(
        tip,
        receipt.mailbox().hash(),
        fingerprint,
        new Submission.Reporter(
            reporter.publicKey().bytes(), reporterKeys.wrap(reporter, receipt, tip, month)),
        clear(request, to, custody == null ? null : custody.office(), directory, today),
        exclusions.seal(request.excluded(), tip, month),
        keys.first().seal(body, tip, TipContent.FIELD, 0),
        custody == null ? null : identity(request, custody, keys.first(), tip),
        Granting.of(
            grants,
            tip,
            month,
            directory,
            to,
            keys,
            reporter.publicKey(),
            request.allegesConcealedDeaths()),
        keys.bind(files, tip, json),
        Acknowledgement.digest(receipt, body, today, to.lead()));
  }

  private TipContent content(TipRequest request, Destination to, Snapshot directory, UUID tip) {
    return new TipContent(
        request.suspectedMajor(),
        request.allegesConcealedDeaths(),
        request.observedOn(),
        request.subject(),
        request.place(),
        request.description(),
        request.files(),
        request.withheldFiles(),
        request.skipsEnterprise(),
        Boolean.TRUE.equals(request.wakeIfLate()),
        request.isSigned(),
        signedName(request, to, directory, tip),
        ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
  }

  /** Only an enterprise that leads says thanks; an office it was led past to reads no name. */
  private byte @Nullable [] signedName(
      TipRequest request, Destination to, Snapshot directory, UUID tip) {
    var name = request.identity();
    return name == null || !request.isSigned() || !to.lead().equals(request.enterprise())
        ? null
        : SignedName.seal(name, directory.publicKey(to.lead(), Duty.CASE).orElseThrow(), tip, json);
  }

  private static Submission.Clear clear(
      TipRequest request,
      Destination to,
      @Nullable String custodian,
      Snapshot directory,
      LocalDate today) {
    var clock = FirstClock.of(directory, directory.isEnterprise(to.lead()), today);
    return new Submission.Clear(
        request.channel(),
        request.enterprise(),
        request.area(),
        request.industry(),
        request.hazardClass(),
        today,
        clock.dueOn(),
        clock.lookOn(),
        to.lead(),
        to.supervising().orElse(null),
        custodian,
        request.allegesConcealedDeaths(),
        request.wakesIfLate(),
        to.handledDirectly(),
        TipDataKeys.FIRST);
  }

  private static @Nullable Custody custody(TipRequest request, Destination to, Snapshot directory) {
    if (request.identity() == null) {
      return null;
    }
    var office =
        Custodians.nearest(directory, to, request.excluded())
            .orElseThrow(
                () -> Problem.field(ProblemType.UNPROCESSABLE, "/identity", "no-custodian"));
    return new Custody(office, directory.publicKey(office, Duty.CUSTODY).orElseThrow());
  }

  private byte[] identity(TipRequest request, Custody custody, DataKey key, UUID tip) {
    return SealedIdentity.seal(json.writeValueAsBytes(request.identity()), custody.key(), key, tip);
  }
}
