package org.anxinbao.audit;

import static org.anxinbao.web.Role.AUDITOR;

import org.anxinbao.seal.Keyring;
import org.anxinbao.web.Checks;
import org.anxinbao.web.MayCall;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Each day's root, for everybody to keep. */
@RestController
class RootsController {
  private static final int LONGEST_PAGE = 1000;

  private final CheckpointRepository checkpoints;
  private final Keyring keyring;

  RootsController(CheckpointRepository checkpoints, Keyring keyring) {
    this.checkpoints = checkpoints;
    this.keyring = keyring;
  }

  /** The newest first. */
  @GetMapping("/api/v1/transparency/roots")
  Mono<Roots> roots(
      @RequestParam(required = false) @Nullable Integer before,
      @RequestParam(defaultValue = "100") int limit) {
    return page(before, limit);
  }

  /** The same, within the departments' network. */
  @GetMapping("/admin/api/v1/audit/checkpoints")
  @MayCall(AUDITOR)
  Mono<Roots> checkpoints(
      @RequestParam(required = false) @Nullable Integer before,
      @RequestParam(defaultValue = "100") int limit) {
    return page(before, limit);
  }

  private Mono<Roots> page(@Nullable Integer before, int limit) {
    new Checks().refuse(limit < 1 || limit > LONGEST_PAGE, "/query/limit", "out-of-range").finish();
    return checkpoints
        .newest(before == null ? Integer.MAX_VALUE : before, limit + 1)
        .collectList()
        .map(newest -> Roots.of(keyring, newest, limit));
  }
}
