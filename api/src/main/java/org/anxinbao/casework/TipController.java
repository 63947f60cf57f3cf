package org.anxinbao.casework;

import static org.anxinbao.web.Role.HANDLER;
import static org.anxinbao.web.Role.REVIEWER;
import static org.anxinbao.web.Role.SAFETY_OFFICER;
import static org.anxinbao.web.Role.SUPERVISOR;

import java.util.UUID;
import org.anxinbao.casework.TipViews.TipDetail;
import org.anxinbao.casework.TipViews.TipItem;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Page;
import org.anxinbao.web.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An office's tips. */
@RestController
@RequestMapping("/admin/api/v1/tips")
class TipController {
  private static final int LONGEST_PAGE = 200;

  private final TipList list;
  private final TipReader reader;
  private final DecisionService decisions;

  TipController(TipList list, TipReader reader, DecisionService decisions) {
    this.list = list;
    this.reader = reader;
    this.decisions = decisions;
  }

  /** The newest date first, then by id. */
  @GetMapping
  @MayCall({HANDLER, REVIEWER, SUPERVISOR, SAFETY_OFFICER})
  Mono<Page<TipItem>> list(
      Member member,
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable String area,
      @RequestParam(required = false) @Nullable String industry,
      @RequestParam(required = false) @Nullable Channel channel,
      @RequestParam(required = false) @Nullable Boolean overdue,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    new Checks().refuse(limit < 1 || limit > LONGEST_PAGE, "/query/limit", "out-of-range").finish();
    var filter = new TipList.Filter(status, area, industry, channel, overdue);
    return list.page(member, filter, Cursor.parse(cursor), limit + 1)
        .map(items -> Page.of(items, limit, last -> new Cursor(last.receivedOn(), last.id())));
  }

  @GetMapping("/{id}")
  @MayCall({HANDLER, REVIEWER, SUPERVISOR, SAFETY_OFFICER})
  Mono<TipDetail> read(Member member, @PathVariable UUID id) {
    return reader.read(member, id);
  }

  /** Needs {@code If-Match}; answers the tip as it then is. */
  @PostMapping("/{id}/decisions")
  @MayCall({HANDLER, REVIEWER, SUPERVISOR, SAFETY_OFFICER})
  Mono<TipDetail> decide(
      Member member, @PathVariable UUID id, Version version, @RequestBody DecisionRequest request) {
    return decisions
        .decide(member, id, version, request.parsed())
        .flatMap(open -> reader.read(member, id, Mono.just(open)));
  }

  /** To the reporter. */
  @PostMapping("/{id}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  @MayCall({HANDLER, REVIEWER})
  Mono<Void> say(Member member, @PathVariable UUID id, @RequestBody OfficeMessage message) {
    new Checks().required(message.text(), "/text", DecisionRequest.TEXT).finish();
    return decisions.say(member, id, message.text());
  }

  record OfficeMessage(String text) {
    @Override
    public String toString() {
      return "OfficeMessage";
    }
  }
}
