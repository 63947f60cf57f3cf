package org.anxinbao.intake;

import org.anxinbao.access.Admission;
import org.anxinbao.access.Permits;
import org.anxinbao.seal.MailboxId;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Gives out mailboxes; keeps nothing, and needs no database. */
@RestController
class MailboxesController {
  private final Admission admission;
  private final Permits permits;

  MailboxesController(Admission admission, Permits permits) {
    this.admission = admission;
    this.permits = permits;
  }

  /**
   * The server makes the receipt, or the client brings the id of a mailbox whose receipt it keeps
   * to itself.
   */
  @PostMapping("/api/v1/mailboxes")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Mailbox> open(
      ServerHttpRequest request, @RequestBody(required = false) @Nullable MailboxRequest wanted) {
    var brought = wanted == null ? null : wanted.mailbox();
    if (brought != null) {
      var mailbox = parse(brought);
      return admission.admit(request).then(Mono.fromSupplier(() -> permit(null, mailbox)));
    }
    return admission
        .admit(request)
        .then(
            Mono.fromSupplier(
                () -> {
                  var receipt = Receipt.random();
                  return permit(receipt.text(), receipt.mailbox());
                }));
  }

  private Mailbox permit(@Nullable String receipt, MailboxId mailbox) {
    return new Mailbox(receipt, permits.issue(mailbox.hash()));
  }

  private static MailboxId parse(String id) {
    try {
      return MailboxId.parse(id);
    } catch (IllegalArgumentException malformed) {
      throw Problem.field(ProblemType.UNPROCESSABLE, "/mailbox", "not-base64url");
    }
  }

  /**
   * @param mailbox 32 bytes, base64url without padding
   */
  record MailboxRequest(@Nullable String mailbox) {}

  /**
   * @param receipt null if the client keeps its own
   */
  record Mailbox(@Nullable String receipt, String permit) {
    @Override
    public String toString() {
      return "Mailbox";
    }
  }
}
