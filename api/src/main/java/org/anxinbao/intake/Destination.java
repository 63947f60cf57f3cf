package org.anxinbao.intake;

import java.time.LocalDate;
import java.util.Optional;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.routing.Question;
import org.anxinbao.routing.Route;
import org.anxinbao.routing.Routing;
import org.anxinbao.seal.Duty;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;

/**
 * Where a submission goes: a public tip to the office that routing finds; an internal report to the
 * enterprise, with that office behind it, or straight to the office where the enterprise is skipped
 * or cannot read.
 *
 * @param handledDirectly led past somebody who would have been first
 */
record Destination(String lead, Optional<String> supervising, boolean handledDirectly) {

  /**
   * @throws Problem 422 where nobody is left who may read it
   */
  static Destination of(TipRequest tip, Snapshot directory, LocalDate today) {
    var question = new Question(tip.area(), tip.industry(), tip.excluded(), today);
    var route = Routing.route(directory, question);
    var enterprise = tip.enterprise();
    if (enterprise != null
        && !tip.excluded().contains(enterprise)
        && directory.publicKey(enterprise, Duty.CASE).isPresent()) {
      return new Destination(enterprise, lead(route), false);
    }
    return switch (route) {
      case Route.Led led ->
          new Destination(
              led.lead(), led.supervising(), led.handledDirectly() || enterprise != null);
      case Route.NobodyLeft nobody -> throw Problem.of(ProblemType.NO_OFFICE_LEFT);
    };
  }

  private static Optional<String> lead(Route route) {
    return route instanceof Route.Led led ? Optional.of(led.lead()) : Optional.empty();
  }
}
