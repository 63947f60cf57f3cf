package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.anxinbao.casework.IdentityViews.IdentityStanding;
import org.anxinbao.casework.IdentityViews.IdentityStep;
import org.anxinbao.casework.IdentityViews.IdentityStep.Act;
import org.anxinbao.casework.IdentityViews.OfficeRequest;
import org.anxinbao.casework.TipViews.MailboxStep;
import org.anxinbao.web.Member;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Draws the requests for a tip's name for who opened the tip. */
@Component
class Identities {
  private final IdentityRepository rows;
  private final IdentitySeals seals;

  Identities(IdentityRepository rows, IdentitySeals seals) {
    this.rows = rows;
    this.seals = seals;
  }

  /** For an office: its own requests, and never a name. */
  Mono<IdentityStanding> standing(OpenTip open, Member by) {
    return rows.ofTip(open.id())
        .collectList()
        .map(
            all ->
                new IdentityStanding(
                    IdentityRules.asking(
                            open.tip(), open.row().identity() != null, all, TipReader.officer(by))
                        .isEmpty(),
                    all.stream()
                        .filter(request -> request.isOf(by.organisation()))
                        .map(request -> view(open, request, by))
                        .toList()));
  }

  OfficeRequest view(OpenTip open, IdentityRequest request, Member by) {
    var key = seals.key(open, request.id(), request.epoch());
    var mine = request.isBy(by.id());
    return new OfficeRequest(
        request.id(),
        request.state(),
        request.askedOn(),
        request.by().name(),
        mine,
        seals.asked(request, key).reason(),
        request.decidedOn(),
        seals.decided(request, key),
        mine ? request.expiresAt() : null);
  }

  /** For the reporter: what happened to the tip, and among it what was done with the name. */
  Mono<List<MailboxStep>> among(List<MailboxStep> steps, OpenTip open) {
    return rows.ofTip(open.id())
        .filter(request -> open.canRead(request.epoch()))
        .collectList()
        .map(
            requests -> {
              var all = new ArrayList<>(steps);
              requests.forEach(request -> insert(all, open, request));
              return all;
            });
  }

  private void insert(List<MailboxStep> steps, OpenTip open, IdentityRequest request) {
    var key = seals.key(open, request.id(), request.epoch());
    var organisation = request.by().organisation();
    var reason = seals.asked(request, key).reason();
    insert(steps, request.askedOn(), new IdentityStep(Act.REQUESTED, organisation, reason));
    var decided = request.decidedOn();
    if (decided != null) {
      insert(steps, decided, new IdentityStep(ended(request.state()), organisation, reason));
    }
  }

  private static Act ended(IdentityRequest.State state) {
    return switch (state) {
      case APPROVED -> Act.APPROVED;
      case REFUSED -> Act.REFUSED;
      case LAPSED -> Act.LAPSED;
      case OPEN -> throw new IllegalStateException("decided, and open");
    };
  }

  /** After everything else of its day; the first step is the submission. */
  private static void insert(List<MailboxStep> steps, LocalDate on, IdentityStep what) {
    var earlier = (int) steps.stream().filter(step -> !step.on().isAfter(on)).count();
    var at = Math.max(1, earlier);
    steps.add(at, new MailboxStep(on, steps.get(at - 1).status(), null, false, what));
  }
}
