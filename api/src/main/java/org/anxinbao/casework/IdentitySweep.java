package org.anxinbao.casework;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Removes released names whose time is over, and ends what an office asked that does not read the
 * tip any more. Doing it twice, or on two nodes, is doing it once.
 */
@Component
class IdentitySweep {
  private static final Logger log = LoggerFactory.getLogger(IdentitySweep.class);

  private final IdentityEnds ends;

  IdentitySweep(IdentityEnds ends) {
    this.ends = ends;
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
  void run() {
    sweep()
        .doOnError(failed -> log.warn("sweep stopped: {}", failed.getClass().getSimpleName()))
        .onErrorComplete()
        .block();
  }

  Mono<Void> sweep() {
    return ends.removeExpired().then(ends.lapse());
  }
}
