package org.anxinbao.intake;

import static org.anxinbao.web.Role.ADMIN;

import java.util.Optional;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.intake.SurveyRepository.Pass;
import org.anxinbao.intake.SurveyRepository.SurveyCounts;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The object store against the tables, for the operator: numbers only. */
@RestController
@RequestMapping("/admin/api/v1/evidence-report")
class EvidenceReportController {
  private final SurveyRepository passes;
  private final Survey survey;
  private final Trail trail;
  private final TransactionalOperator transaction;
  private final Today today;

  EvidenceReportController(
      SurveyRepository passes,
      Survey survey,
      Trail trail,
      TransactionalOperator transaction,
      Today today) {
    this.passes = passes;
    this.survey = survey;
    this.trail = trail;
    this.transaction = transaction;
    this.today = today;
  }

  @GetMapping
  @MayCall(ADMIN)
  Mono<EvidenceReport> evidenceReport(Member member) {
    return report()
        .delayUntil(report -> trail.append(Entry.byMember(member, "READ_EVIDENCE_REPORT", null)))
        .as(transaction::transactional);
  }

  /** Begins a pass now, or goes on with the one under way. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @MayCall(ADMIN)
  Mono<EvidenceReport> survey(Member member) {
    return passes
        .start(today.date())
        .then(trail.append(Entry.byMember(member, "START_EVIDENCE_SURVEY", null)))
        .then(Mono.defer(this::report))
        .as(transaction::transactional)
        .doOnSuccess(report -> survey.run().subscribe());
  }

  private Mono<EvidenceReport> report() {
    return Mono.zip(
        found(passes.finished()),
        found(passes.running()),
        (last, running) ->
            new EvidenceReport(
                last.map(Pass::counted).orElse(null),
                running.map(SurveyProgress::of).orElse(null)));
  }

  private static Mono<Optional<Pass>> found(Mono<Pass> pass) {
    return pass.map(Optional::of).defaultIfEmpty(Optional.empty());
  }

  /**
   * @param last of the last pass that came to its end
   */
  record EvidenceReport(@Nullable SurveyCounts last, @Nullable SurveyProgress running) {}

  /**
   * @param percent of all names, which are spread evenly
   */
  record SurveyProgress(int percent, SurveyCounts counted) {
    private static final int DIGITS = 4;

    static SurveyProgress of(Pass pass) {
      var after = pass.after();
      var known = after.matches("[0-9a-f]{" + DIGITS + ",}");
      int part = known ? Integer.parseInt(after, 0, DIGITS, 16) : 0;
      return new SurveyProgress((100 * part) >> (4 * DIGITS), pass.counted());
    }
  }
}
