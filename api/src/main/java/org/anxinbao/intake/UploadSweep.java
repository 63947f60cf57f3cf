package org.anxinbao.intake;

import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.web.Today;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes away what was uploaded or cut off and never came to belong to a tip; begins again where it
 * was stopped.
 */
@Component
class UploadSweep {
  private static final Logger log = LoggerFactory.getLogger(UploadSweep.class);
  private static final int AT_ONCE = 500;

  private final EvidenceRepository files;
  private final PartRepository parts;
  private final UploadRemoval removal;
  private final EvidenceStore store;
  private final Today today;

  UploadSweep(
      EvidenceRepository files,
      PartRepository parts,
      UploadRemoval removal,
      EvidenceStore store,
      Today today) {
    this.files = files;
    this.parts = parts;
    this.removal = removal;
    this.store = store;
    this.today = today;
  }

  /** A permit lives a day, and rows know only dates: two midnights are at least 24 hours. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void run() {
    sweep()
        .doOnNext(swept -> log.info("{} abandoned uploads removed", swept))
        .doOnError(failed -> log.warn("sweep stopped: {}", failed.getClass().getSimpleName()))
        .onErrorComplete()
        .block();
  }

  /** How many it removed. */
  Mono<Long> sweep() {
    return files
        .abandoned(today.date().minusDays(1), AT_ONCE)
        .concatMap(
            file ->
                removal
                    .parts(file.id())
                    .then(store.delete(file.object()))
                    .then(files.removeAbandoned(file.id()))
                    .thenReturn(1))
        .count()
        .delayUntil(swept -> parts.leftOver(AT_ONCE).concatMap(removal::parts).then());
  }
}
