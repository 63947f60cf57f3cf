package org.anxinbao.access;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A riddle for who has no WeChat: costs a phone a second, and a flood a fortune. */
@RestController
class ChallengeController {
  private final ProofOfWork work;

  ChallengeController(ProofOfWork work) {
    this.work = work;
  }

  @GetMapping("/api/v1/challenges")
  ProofOfWork.Challenge challenge() {
    return work.challenge();
  }
}
