package org.anxinbao.casework;

import static org.anxinbao.casework.Status.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.anxinbao.casework.Casework.Officer;

/** Anybody tries anything, for a long time. */
class CaseworkProperties {
  private static final List<Officer> PEOPLE =
      List.of(Cases.LI, Cases.WANG, Cases.LI_WHO_REVIEWS_TOO, Cases.SOMEBODY_ELSE);
  private static final Set<Status> FINDINGS =
      EnumSet.of(SUBSTANTIATED, PARTLY, UNSUBSTANTIATED, UNVERIFIABLE);

  /** The picture in the rules, with where a question, a transfer or an answer leads. */
  private static final Map<Status, Set<Status>> STEPS = new EnumMap<>(Status.class);

  static {
    STEPS.put(SCREENING, EnumSet.of(SCREENING, NEEDS_INFO, ACCEPTED, DECLINED));
    STEPS.put(ACCEPTED, EnumSet.of(ACCEPTED, NEEDS_INFO, SCREENING, VERIFYING));
    var verifying = EnumSet.of(VERIFYING, NEEDS_INFO, SCREENING);
    verifying.addAll(FINDINGS);
    STEPS.put(VERIFYING, verifying);
    FINDINGS.forEach(finding -> STEPS.put(finding, EnumSet.of(finding, ANSWERED)));
    STEPS.put(ANSWERED, EnumSet.of(ANSWERED, CLOSED));
  }

  record Attempt(Officer by, Decision decision, int daysLater) {}

  @Property(tries = 300)
  void shouldNeverLeaveThePathsOfTheRules(@ForAll("walks") List<Attempt> walk) {
    var tip = Cases.submitted();
    for (var attempt : walk) {
      var casework = Cases.on(Cases.TODAY.plusDays(attempt.daysLater()));
      var outcome = casework.decide(tip, attempt.decision(), attempt.by());
      var allowed = casework.allowed(tip, attempt.by()).contains(attempt.decision().kind());
      assertThat(outcome instanceof Outcome.Decided).isEqualTo(allowed);
      if (outcome instanceof Outcome.Decided(var next)) {
        var from = casework.resumed(tip).status();
        assertThat(next.status())
            .as("%s of %s", attempt.decision().kind(), tip.status())
            .satisfiesAnyOf(
                status -> assertThat(STEPS.get(from)).contains(status),
                status -> assertThat(status).isEqualTo(NEEDS_INFO));
        assertNobodyConfirmsAlone(tip, attempt, next);
        assertADateIsSet(Cases.clocks(Cases.TODAY.plusDays(attempt.daysLater())), next);
        tip = next;
      }
      assertSomebodyCanGoOn(casework, tip);
    }
  }

  private static void assertNobodyConfirmsAlone(Tip before, Attempt attempt, Tip after) {
    var proposal = before.progress().proposal();
    if (FINDINGS.contains(after.status()) && !FINDINGS.contains(before.status())) {
      Objects.requireNonNull(proposal, "a finding without a proposal");
      assertThat(proposal.by()).isNotEqualTo(attempt.by().id());
      assertThat(after.progress().verdict()).isEqualTo(proposal.verdict());
    }
  }

  /** Until its end every step has a day, and somebody looks on it. */
  private static void assertADateIsSet(Clocks clocks, Tip tip) {
    var clock = clocks.running(tip);
    assertThat(clock.isPresent()).isEqualTo(!tip.status().ended());
    if (tip.status().clockRuns()) {
      assertThat(tip.progress().dueOn()).isEqualTo(clock.orElseThrow().dueOn());
    }
    var looked = tip.status().clockRuns() || tip.status() == NEEDS_INFO;
    assertThat(tip.timing().lookOn() != null).isEqualTo(looked);
  }

  private static void assertSomebodyCanGoOn(Casework casework, Tip tip) {
    var able = PEOPLE.stream().filter(person -> !casework.allowed(tip, person).isEmpty());
    assertThat(able.toList())
        .as("%s", tip.status())
        .satisfies(people -> assertThat(people.isEmpty()).isEqualTo(tip.status().ended()))
        .doesNotContain(Cases.SOMEBODY_ELSE);
  }

  @Provide
  Arbitrary<List<Attempt>> walks() {
    return Combinators.combine(
            Arbitraries.of(PEOPLE),
            Arbitraries.of(Cases.ALL),
            Arbitraries.integers().between(0, 90))
        .as(Attempt::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(200);
  }
}
