package org.anxinbao.casework;

import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records what was refused or failed, after the attempt's own transaction is rolled back. What does
 * not open is answered as damaged, never shown in part.
 */
@Component
class Attempts {
  private final Trail trail;

  Attempts(Trail trail) {
    this.trail = trail;
  }

  /**
   * @param entry of the attempt, as if it had been done
   */
  <T> Mono<T> recorded(Entry entry, Mono<T> attempt) {
    return attempt.onErrorResume(
        failure ->
            switch (failure) {
              case SealBroken _ -> damaged(entry);
              case DamagedTip damaged -> damaged(entry.on(damaged.tip()));
              case Problem refused when worthAnEntry(refused.type()) ->
                  trail.appendAlone(entry.refused(refused.type().name())).then(Mono.error(refused));
              default -> Mono.error(failure);
            });
  }

  /** Receipts that somebody guesses are no entries: they would fill the trail, and name nothing. */
  private static boolean worthAnEntry(ProblemType type) {
    return type.status().is4xxClientError() && type != ProblemType.UNAUTHENTICATED;
  }

  private <T> Mono<T> damaged(Entry entry) {
    return trail
        .appendAlone(entry.failed("SEAL_BROKEN"))
        .then(Mono.error(() -> Problem.of(ProblemType.DAMAGED_RECORD)));
  }
}
