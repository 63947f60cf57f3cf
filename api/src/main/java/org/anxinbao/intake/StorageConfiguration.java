package org.anxinbao.intake;

import java.time.Duration;
import java.util.stream.Stream;
import org.anxinbao.storage.CleanerSettings;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.storage.StorageSettings;
import org.anxinbao.web.AnxinbaoProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Makes the evidence library of the deployment's settings. */
@Configuration
@EnableScheduling
class StorageConfiguration {
  private static final Logger log = LoggerFactory.getLogger(StorageConfiguration.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  EvidenceStore evidenceStore(AnxinbaoProperties settings) {
    var s3 = settings.s3();
    var store =
        new EvidenceStore(
            new StorageSettings(
                s3.endpoint(),
                s3.region(),
                s3.accessKey(),
                s3.secretKey(),
                s3.bucket(),
                settings.spool(),
                settings.spoolReserve().toBytes(),
                cleaner(settings)));
    if (!store.isolated()) {
      log.warn(
          "the kernel does not isolate the processes that clean files: see docs/operations.md");
    }
    makeBucket(store);
    return store;
  }

  /** Not before: workers being started would delay the start. */
  @EventListener
  void warmUp(ApplicationReadyEvent ready) {
    ready.getApplicationContext().getBean(EvidenceStore.class).warmUp();
  }

  private static CleanerSettings cleaner(AnxinbaoProperties settings) {
    var cleaner = settings.cleaner();
    var natives = cleaner.natives();
    return new CleanerSettings(
        cleaner.workers() > 0
            ? cleaner.workers()
            : Math.max(2, Runtime.getRuntime().availableProcessors()),
        CleanerSettings.Isolation.valueOf(cleaner.isolation().name()),
        Stream.concat(Stream.of(settings.keyring()), cleaner.hidden().stream()).toList(),
        natives != null ? natives : settings.spool().resolve("natives"));
  }

  /** An object store that is away delays nobody: what needs it is refused until it is back. */
  private static void makeBucket(EvidenceStore store) {
    try {
      store.ensureBucket().block(PATIENCE);
    } catch (StorageProblem | IllegalStateException away) {
      log.warn("object store not reached at start: {}", away.getClass().getSimpleName());
    }
  }
}
