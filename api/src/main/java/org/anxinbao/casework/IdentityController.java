package org.anxinbao.casework;

import static org.anxinbao.web.Role.CUSTODIAN;
import static org.anxinbao.web.Role.HANDLER;

import java.util.UUID;
import org.anxinbao.casework.IdentityRequest.State;
import org.anxinbao.casework.IdentityViews.CustodyRequest;
import org.anxinbao.casework.IdentityViews.OfficeRequest;
import org.anxinbao.casework.IdentityViews.ReleasedIdentity;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Page;
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

/** A reporter's name: asked for by a handler, released or refused by a custodian. */
@RestController
@RequestMapping("/admin/api/v1")
class IdentityController {
  private static final int LONGEST_PAGE = 200;

  private final IdentityService office;
  private final CustodyService custody;

  IdentityController(IdentityService office, CustodyService custody) {
    this.office = office;
    this.custody = custody;
  }

  /** The reason is read by the custodian, by the tip's readers, and by the reporter. */
  @PostMapping("/tips/{id}/identity-requests")
  @ResponseStatus(HttpStatus.CREATED)
  @MayCall(HANDLER)
  Mono<OfficeRequest> ask(
      Member member, @PathVariable UUID id, @RequestBody IdentityQuestion question) {
    new Checks().required(question.reason(), "/reason", DecisionRequest.REASON).finish();
    return office.ask(member, id, question.reason());
  }

  /** For 72 hours after the approval, for who asked. */
  @GetMapping("/tips/{id}/identity")
  @MayCall(HANDLER)
  Mono<ReleasedIdentity> read(Member member, @PathVariable UUID id) {
    return office.read(member, id);
  }

  /** The newest date first, then by id. */
  @GetMapping("/identity-requests")
  @MayCall(CUSTODIAN)
  Mono<Page<CustodyRequest>> list(
      Member member,
      @RequestParam(required = false) @Nullable State state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    new Checks().refuse(limit < 1 || limit > LONGEST_PAGE, "/query/limit", "out-of-range").finish();
    return custody
        .page(member, state, Cursor.parse(cursor), limit + 1)
        .map(items -> Page.of(items, limit, last -> new Cursor(last.askedOn(), last.id())));
  }

  /** A refusal gives a reason; an approval may. */
  @PostMapping("/identity-requests/{id}/decision")
  @MayCall(CUSTODIAN)
  Mono<CustodyRequest> decide(
      Member member, @PathVariable UUID id, @RequestBody IdentityDecision decision) {
    var reason = decision.reason();
    var checks = new Checks();
    (decision.approve()
            ? checks.optional(reason, "/reason", DecisionRequest.REASON)
            : checks.required(reason, "/reason", DecisionRequest.REASON))
        .finish();
    return custody.decide(member, id, new CustodyService.Decision(decision.approve(), reason));
  }

  record IdentityQuestion(String reason) {
    @Override
    public String toString() {
      return "IdentityQuestion";
    }
  }

  record IdentityDecision(boolean approve, @Nullable String reason) {
    @Override
    public String toString() {
      return "IdentityDecision";
    }
  }
}
