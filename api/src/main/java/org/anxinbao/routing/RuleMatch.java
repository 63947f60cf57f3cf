package org.anxinbao.routing;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.anxinbao.directory.RoutingRule;
import org.anxinbao.directory.Snapshot;

/**
 * A rule that covers a question, and how narrowly (0: exactly this area or industry; the more, the
 * wider). Rules of plan data, see {@code reference/routing.csv}: the lowest priority number wins, a
 * tie goes to the more specific.
 */
record RuleMatch(RoutingRule rule, int industryDistance, int areaDistance) {
  private static final int ANY_INDUSTRY = Integer.MAX_VALUE;
  private static final Comparator<RuleMatch> FIRST_CHOICE =
      comparingInt((RuleMatch match) -> match.rule.priority())
          .thenComparingInt(RuleMatch::industryDistance)
          .thenComparingInt(RuleMatch::areaDistance)
          .thenComparing(match -> match.rule.id());

  /**
   * The rules for a question, best first. A parent industry's rules stand in only where the
   * industry has none of its own: railway works are the railway regulator's "always", although
   * construction has a district rule of lower number.
   */
  static List<RuleMatch> of(Snapshot snapshot, Question question, Ground ground) {
    var matches =
        snapshot.routingRules().stream()
            .filter(rule -> rule.appliesOn(question.on()))
            .flatMap(rule -> match(rule, ground).stream())
            .toList();
    var nearest = matches.stream().mapToInt(RuleMatch::industryDistance).min().orElse(ANY_INDUSTRY);
    return matches.stream()
        .filter(match -> match.everyIndustry() || match.industryDistance == nearest)
        .sorted(FIRST_CHOICE)
        .toList();
  }

  private static Optional<RuleMatch> match(RoutingRule rule, Ground ground) {
    var industry =
        rule.industry() == null ? ANY_INDUSTRY : ground.industries().indexOf(rule.industry());
    var area = ground.distance(rule.areaScope());
    return industry < 0 || area < 0
        ? Optional.empty()
        : Optional.of(new RuleMatch(rule, industry, area));
  }

  private boolean everyIndustry() {
    return industryDistance == ANY_INDUSTRY;
  }

  /** The rule's lead; empty where its line has no office in the tip's district. */
  Optional<String> lead(Snapshot snapshot, Ground ground) {
    return rule.leadDepartment() != null
        ? Optional.of(rule.leadDepartment())
        : ground.office(snapshot, rule.leadLine());
  }

  Optional<String> supervising(Snapshot snapshot, Ground ground) {
    return rule.supervisingOffice() != null
        ? Optional.of(rule.supervisingOffice())
        : ground.office(snapshot, rule.supervisingLine());
  }

  List<String> assisting(Snapshot snapshot, Ground ground) {
    var offices = new ArrayList<>(rule.coDepartments());
    rule.coLines().forEach(line -> ground.office(snapshot, line).ifPresent(offices::add));
    return offices.stream().distinct().toList();
  }

  List<String> why() {
    return List.of(
        "rule:" + rule.id(),
        "industry:" + (everyIndustry() ? "*" : rule.industry()),
        "area:" + rule.areaScope(),
        "priority:" + rule.priority());
  }
}
