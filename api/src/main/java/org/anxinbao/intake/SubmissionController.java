package org.anxinbao.intake;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import org.anxinbao.access.Permit;
import org.anxinbao.intake.SubmissionService.Taken;
import org.anxinbao.seal.Receipt;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class SubmissionController {
  private static final String MAILBOX = "/api/v1/mailbox";

  private final SubmissionService submissions;

  SubmissionController(SubmissionService submissions) {
    this.submissions = submissions;
  }

  /**
   * @param mailbox where to read on with the receipt
   */
  record Submitted(String mailbox) {}

  /** 201 when it is durable; the same again 200; another tip for the same receipt 409. */
  @PutMapping("/api/v1/mailbox/tip")
  @ApiResponse(responseCode = "201", description = "Stored", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "200", description = "Stored before", useReturnTypeSchema = true)
  Mono<ResponseEntity<Submitted>> put(
      Receipt receipt, Optional<Permit> permit, @RequestBody TipRequest tip) {
    return submissions
        .take(receipt, permit, tip)
        .map(
            taken ->
                ResponseEntity.status(taken == Taken.NOW ? HttpStatus.CREATED : HttpStatus.OK)
                    .header("Location", MAILBOX)
                    .body(new Submitted(MAILBOX)));
  }
}
