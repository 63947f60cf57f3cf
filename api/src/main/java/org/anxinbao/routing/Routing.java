package org.anxinbao.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anxinbao.directory.Area;
import org.anxinbao.directory.Organisation;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.seal.Duty;

/**
 * Which office leads a tip, which supervises, which may assist. Pure. An office without a CASE key
 * and one that is excluded are passed over alike, so that the answer does not say which it was.
 */
public final class Routing {
  private static final String SAFETY_COMMITTEE_OFFICE = "safety-committee-office";
  private static final String SAFETY_COMMITTEE = "safety-committee";

  private Routing() {}

  /**
   * @throws IllegalArgumentException for an area or industry that does not exist
   */
  public static Route route(Snapshot snapshot, Question question) {
    var ground = Ground.of(snapshot, question);
    for (var match : RuleMatch.of(snapshot, question, ground)) {
      var lead = match.lead(snapshot, ground);
      if (lead.isPresent()) {
        var candidates = new ArrayList<String>();
        candidates.add(lead.get());
        match.supervising(snapshot, ground).ifPresent(candidates::add);
        candidates.addAll(above(snapshot, lead.get(), question));
        return led(
            snapshot,
            question,
            candidates,
            match.assisting(snapshot, ground),
            match.rule().id(),
            match.why());
      }
    }
    var office = ground.areas().getFirst().defaultOffice();
    return from(snapshot, office, question, Route.DEFAULT);
  }

  /**
   * The same with a given organisation as the first choice and what supervises it above: for the
   * target of a transfer, and to find who supervises a lead.
   */
  public static Route beyond(Snapshot snapshot, String organisation, Question question) {
    return from(snapshot, organisation, question, Route.BEYOND);
  }

  private static Route from(Snapshot snapshot, String first, Question question, String rule) {
    var candidates = new ArrayList<String>();
    candidates.add(first);
    candidates.addAll(above(snapshot, first, question));
    return led(snapshot, question, candidates, List.of(), rule, List.of("rule:" + rule));
  }

  private static Route led(
      Snapshot snapshot,
      Question question,
      List<String> candidates,
      List<String> assisting,
      String rule,
      List<String> why) {
    var able =
        candidates.stream().distinct().filter(code -> isAble(snapshot, code, question)).toList();
    if (able.isEmpty()) {
      return new Route.NobodyLeft();
    }
    var lead = able.getFirst();
    return new Route.Led(
        lead,
        able.stream().skip(1).findFirst(),
        assisting.stream()
            .filter(code -> !code.equals(lead) && isAble(snapshot, code, question))
            .toList(),
        !lead.equals(candidates.getFirst()),
        rule,
        why);
  }

  private static boolean isAble(Snapshot snapshot, String code, Question question) {
    return !question.excluded().contains(code)
        && snapshot.organisation(code).filter(office -> !office.isTown()).isPresent()
        && snapshot.publicKey(code, Duty.CASE).isPresent();
  }

  /**
   * The supervising chain: the safety committee office (安委办) of the district, then the city's, then
   * the city's committee. An organisation above the city counts as where the tip lies.
   */
  private static List<String> above(Snapshot snapshot, String organisation, Question question) {
    var base = snapshot.organisation(organisation).map(Organisation::area).orElse(question.area());
    var chain = new ArrayList<String>();
    for (var area : Ground.areas(snapshot, base)) {
      office(snapshot, area, SAFETY_COMMITTEE_OFFICE).ifPresent(chain::add);
      office(snapshot, area, SAFETY_COMMITTEE).ifPresent(chain::add);
    }
    return chain;
  }

  private static Optional<String> office(Snapshot snapshot, Area area, String line) {
    return snapshot.office(area.code(), line).map(Organisation::code);
  }
}
