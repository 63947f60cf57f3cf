package org.anxinbao.casework;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.anxinbao.casework.Decision.Escalate;
import org.anxinbao.casework.Decision.Transfer;
import org.anxinbao.casework.GrantRepository.Grant;
import org.anxinbao.directory.Directory;
import org.anxinbao.directory.Organisation;
import org.anxinbao.routing.Question;
import org.anxinbao.routing.Route;
import org.anxinbao.routing.Routing;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.anxinbao.web.Today;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves grants as a decision demands: routing is granting. */
@Component
class Handover {
  private final GrantRepository grants;
  private final MailboxRepository mailboxes;
  private final IdentityEnds identityEnds;
  private final Grants seals;
  private final Waking waking;
  private final Exclusions exclusions;
  private final Directory directory;
  private final Today today;

  Handover(
      GrantRepository grants,
      MailboxRepository mailboxes,
      IdentityEnds identityEnds,
      Grants seals,
      Waking waking,
      Exclusions exclusions,
      Directory directory,
      Today today) {
    this.grants = grants;
    this.mailboxes = mailboxes;
    this.identityEnds = identityEnds;
    this.seals = seals;
    this.waking = waking;
    this.exclusions = exclusions;
    this.directory = directory;
    this.today = today;
  }

  /** Changes the grants and answers the tip with its offices as they then are. */
  Mono<Tip> apply(OpenTip open, Decision decision, Tip decided) {
    return switch (decision) {
      case Transfer(var to, var reason) -> transfer(open, to, decided);
      case Escalate(var reason) ->
          waking
              .wake(open.id(), requireNonNull(open.tip().offices().supervising()))
              .thenReturn(decided);
      default -> Mono.just(decided);
    };
  }

  /**
   * An office that may not or cannot read the tip is led past, exactly as at submission, and nobody
   * is told why.
   */
  private Mono<Tip> transfer(OpenTip open, String to, Tip decided) {
    new Checks()
        .refuse(
            directory.current().organisation(to).filter(Handover::takesTips).isEmpty(),
            "/organisation",
            "unknown-organisation")
        .finish();
    var tip = open.tip();
    var excluded = exclusions.open(open.row().excluded(), tip.id());
    var question = new Question(tip.facts().area(), tip.facts().industry(), excluded, today.date());
    return switch (Routing.beyond(directory.current(), to, question)) {
      case Route.Led route when !route.lead().equals(tip.offices().lead()) ->
          regrant(open, route, decided);
      default ->
          Mono.error(
              Problem.field(ProblemType.UNPROCESSABLE, "/organisation", "office-cannot-take-it"));
    };
  }

  private static boolean takesTips(Organisation organisation) {
    return !organisation.isEnterprise() && !organisation.isTown();
  }

  /**
   * Who leads and supervises now gets the keys of everything so far, who did so before loses them.
   * What follows has a key of its own, so that not even a copy that the old office kept opens it.
   */
  private Mono<Tip> regrant(OpenTip open, Route.Led route, Tip decided) {
    var old = open.tip().offices();
    var offices =
        new Tip.Offices(
            route.lead(),
            route.supervising().orElse(null),
            old.escalated(),
            decided.offices().transfers());
    return grants
        .latestEpoch(open.id())
        .flatMap(
            latest -> {
              var keys = new TreeMap<>(open.keys());
              var next = DataKey.random();
              keys.put(latest + 1, next);
              return revoke(open.id(), old)
                  .then(grant(open, offices, keys))
                  .then(tell(open, latest + 1, next))
                  .then(identityEnds.lapse(open.id()))
                  .thenReturn(decided.with(offices).with(decided.counters().inEpoch(latest + 1)));
            });
  }

  private Mono<Void> revoke(UUID tip, Tip.Offices old) {
    return Flux.fromStream(Stream.of(old.lead(), old.supervising()).filter(Objects::nonNull))
        .concatMap(office -> grants.remove(tip, requireNonNull(office)))
        .then();
  }

  private Mono<Void> grant(OpenTip open, Tip.Offices offices, Map<Integer, DataKey> keys) {
    var supervising = offices.supervising();
    return Flux.fromIterable(keys.entrySet())
        .concatMap(
            key ->
                give(open, offices.lead(), key.getKey(), key.getValue(), false)
                    .then(
                        supervising == null
                            ? Mono.empty()
                            : give(
                                open,
                                supervising,
                                key.getKey(),
                                key.getValue(),
                                !offices.escalated())))
        .then();
  }

  private Mono<Void> give(OpenTip open, String holder, int epoch, DataKey key, boolean dormant) {
    var to = directory.current().publicKey(holder, Duty.CASE).orElseThrow();
    var receivedOn = open.tip().facts().receivedOn();
    var month = YearMonth.from(receivedOn);
    var sealed =
        dormant
            ? seals.sealDormant(key, to, open.id(), holder, epoch, month)
            : seals.seal(key, to, open.id(), holder, epoch, month);
    return grants.add(new Grant(open.id(), holder, epoch, sealed), dormant, receivedOn);
  }

  /** The reporter too reads on, by the key pair that needs no receipt to be written to. */
  private Mono<Void> tell(OpenTip open, int epoch, DataKey key) {
    var receivedOn = open.tip().facts().receivedOn();
    return mailboxes
        .publicKey(open.id())
        .map(
            to ->
                seals.seal(
                    key, to, open.id(), ReporterKeys.HOLDER, epoch, YearMonth.from(receivedOn)))
        .flatMap(
            wrapped ->
                grants.add(
                    new Grant(open.id(), ReporterKeys.HOLDER, epoch, wrapped), false, receivedOn));
  }
}
