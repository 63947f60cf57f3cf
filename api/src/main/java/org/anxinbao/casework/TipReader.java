package org.anxinbao.casework;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.casework.HistoryRepository.Event;
import org.anxinbao.casework.HistoryRepository.Message;
import org.anxinbao.casework.IdentityViews.IdentityStanding;
import org.anxinbao.casework.TipContent.Identity;
import org.anxinbao.casework.TipViews.ProposedFinding;
import org.anxinbao.casework.TipViews.TipClock;
import org.anxinbao.casework.TipViews.TipDetail;
import org.anxinbao.casework.TipViews.TipFile;
import org.anxinbao.casework.TipViews.TipItem;
import org.anxinbao.casework.TipViews.TipMessage;
import org.anxinbao.casework.TipViews.TipStep;
import org.anxinbao.directory.Directory;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.web.Member;
import org.anxinbao.web.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Draws an open tip for the member who opened it. */
@Component
class TipReader {
  private final HistoryRepository history;
  private final EvidenceRepository evidence;
  private final Identities identities;
  private final TipKeys keys;
  private final Attempts attempts;
  private final Directory directory;
  private final Today today;

  TipReader(
      HistoryRepository history,
      EvidenceRepository evidence,
      Identities identities,
      TipKeys keys,
      Attempts attempts,
      Directory directory,
      Today today) {
    this.identities = identities;
    this.keys = keys;
    this.attempts = attempts;
    this.history = history;
    this.evidence = evidence;
    this.directory = directory;
    this.today = today;
  }

  /** The rule book as it stands today. */
  Casework casework() {
    var snapshot = directory.current();
    return new Casework(clocks(snapshot), today.date());
  }

  Clocks clocks() {
    return clocks(directory.current());
  }

  private Clocks clocks(Snapshot snapshot) {
    return new Clocks(snapshot::limit, snapshot.calendar(), today.date());
  }

  Mono<TipDetail> read(Member by, UUID tip) {
    return read(by, tip, keys.open(by, tip));
  }

  Mono<TipDetail> read(Member by, UUID tip, Mono<OpenTip> opened) {
    return attempts.recorded(
        Entry.byMember(by, "READ_TIP", tip),
        opened.flatMap(
            open ->
                Mono.zip(
                        history.events(tip).collectList(),
                        history.messages(tip).collectList(),
                        evidence.ofTip(tip).collectList(),
                        signedBy(open, by),
                        identities.standing(open, by))
                    .map(
                        all ->
                            detail(
                                open,
                                by,
                                all.getT1(),
                                all.getT2(),
                                all.getT3(),
                                all.getT4().orElse(null),
                                all.getT5()))));
  }

  /** A signed report's name is for the enterprise; no office reads it, not even one that leads. */
  private Mono<Optional<Identity>> signedBy(OpenTip open, Member by) {
    var name = open.content().signedName();
    return name != null && by.organisation().equals(open.tip().facts().enterprise())
        ? keys.caseKeys(by)
            .map(mine -> Optional.of(SignedName.open(name, mine, open.id(), open.json())))
        : Mono.just(Optional.empty());
  }

  TipItem item(Tip tip, String excerpt) {
    var facts = tip.facts();
    var due = casework().due(tip);
    return new TipItem(
        tip.id(),
        TipViews.reference(tip.id()),
        tip.status(),
        facts.area(),
        facts.industry(),
        facts.hazardClass(),
        facts.channel(),
        facts.receivedOn(),
        due,
        casework().overdue(tip),
        excerpt,
        tip.counters().unread(),
        tip.counters().version());
  }

  private TipDetail detail(
      OpenTip open,
      Member by,
      List<Event> events,
      List<Message> messages,
      List<EvidenceRepository.File> files,
      @Nullable Identity signedBy,
      IdentityStanding identityRelease) {
    var tip = open.tip();
    var facts = tip.facts();
    var content = open.content();
    var verdict = tip.progress().verdict();
    var due = casework().due(tip);
    return new TipDetail(
        tip.id(),
        TipViews.reference(tip.id()),
        tip.status(),
        facts.channel(),
        facts.enterprise(),
        facts.area(),
        facts.industry(),
        facts.hazardClass(),
        facts.receivedOn(),
        due,
        casework().overdue(tip),
        clocks().running(tip).map(TipClock::of).orElse(null),
        tip.offices().lead(),
        tip.offices().supervising(),
        tip.offices().escalated(),
        content.suspectedMajor(),
        content.concealedDeaths(),
        content.observedOn(),
        content.subject(),
        content.place(),
        content.description(),
        open.row().identity() != null,
        identityRelease,
        signedBy,
        files(open, content, files),
        said(open, messages),
        events.stream()
            .filter(event -> open.canRead(event.epoch()))
            .map(event -> step(open, event))
            .toList(),
        proposed(tip, by.id()),
        verdict == null ? null : verdict.finding(),
        verdict == null ? null : verdict.grade(),
        tip.counters().unread(),
        tip.counters().version(),
        casework().allowed(tip, officer(by)));
  }

  /** In the order in which the reporter gave them; what came with messages follows. */
  static List<TipFile> files(
      OpenTip open, TipContent content, List<EvidenceRepository.File> files) {
    var order = content.evidence();
    return files.stream()
        .filter(file -> open.canRead(file.epoch()))
        .sorted(
            comparingInt(
                file -> order.contains(file.id()) ? order.indexOf(file.id()) : order.size()))
        .map(
            file -> {
              var opened = open.open(file);
              return new TipFile(
                  file.id(), opened.mediaType(), opened.bytes(), opened.previewBytes() > 0);
            })
        .toList();
  }

  static List<TipMessage> said(OpenTip open, List<Message> messages) {
    return messages.stream()
        .filter(message -> open.canRead(message.epoch()))
        .map(
            message -> {
              var opened = open.open(message);
              return new TipMessage(
                  message.author(), message.on(), opened.text(), opened.evidence());
            })
        .toList();
  }

  private static TipStep step(OpenTip open, Event event) {
    return new TipStep(
        event.on(), event.kind(), event.status(), event.organisation(), open.open(event));
  }

  private static @Nullable ProposedFinding proposed(Tip tip, UUID reader) {
    var proposal = tip.progress().proposal();
    return proposal == null
        ? null
        : new ProposedFinding(
            proposal.verdict().finding(), proposal.verdict().grade(), proposal.by().equals(reader));
  }

  static Casework.Officer officer(Member member) {
    return new Casework.Officer(member.id(), member.organisation(), member.roles());
  }
}
