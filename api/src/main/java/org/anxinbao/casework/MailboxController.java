package org.anxinbao.casework;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.casework.TipViews.MailboxView;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Checks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The reporter's mailbox, by receipt. */
@RestController
@RequestMapping("/api/v1/mailbox")
class MailboxController {
  private final MailboxService mailboxes;

  MailboxController(MailboxService mailboxes) {
    this.mailboxes = mailboxes;
  }

  @GetMapping
  Mono<MailboxView> read(Receipt receipt) {
    return mailboxes.read(receipt);
  }

  /** To the office; ends its waiting. */
  @PostMapping("/messages")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Void> say(Receipt receipt, @RequestBody ReporterMessage message) {
    var files = Objects.requireNonNullElse(message.evidence(), List.<UUID>of());
    new Checks()
        .required(message.text(), "/text", DecisionRequest.TEXT)
        .refuse(files.size() > TipLimits.CURRENT.files(), "/evidence", "too-many")
        .refuse(new HashSet<>(files).size() < files.size(), "/evidence", "duplicate")
        .finish();
    return mailboxes.say(receipt, message.text(), files);
  }

  /** Until the office has begun to verify. */
  @PostMapping("/withdrawal")
  Mono<MailboxView> withdraw(Receipt receipt) {
    return mailboxes.withdraw(receipt);
  }

  /** Burns the receipt. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> burn(Receipt receipt) {
    return mailboxes.burn(receipt);
  }

  record ReporterMessage(String text, @Nullable List<UUID> evidence) {
    @Override
    public String toString() {
      return "ReporterMessage";
    }
  }
}
