package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.anxinbao.storage.PhotographFiles.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that crash, hang or run out of memory cost the file that they had, and nothing else. */
class CleanerTrustTest {
  private final Set<Long> others =
      ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(toSet());
  private final Cleaner cleaner = new Cleaner(Cleaning.workers(1));

  @AfterEach
  void close() {
    cleaner.close();
  }

  @Test
  void shouldGiveAWorkerNoSettingAndNoSecret() throws Exception {
    Cleaning.clean(cleaner, PhotographFiles.jpeg(1));
    var workers = workers().toList();
    assertThat(workers).isNotEmpty();
    for (ProcessHandle worker : workers) {
      var own = Path.of("/proc", Long.toString(worker.pid()));
      assertThat(Files.readString(own.resolve("environ"), ISO_8859_1).split("\0"))
          .allMatch(variable -> variable.isEmpty() || variable.startsWith("PATH="));
      assertThat(Files.readString(own.resolve("cmdline"), ISO_8859_1))
          .doesNotContain("secret", "access-key", "password", "ANXINBAO");
    }
  }

  @Test
  void shouldGoOnWhenWorkersWereKilled() throws Exception {
    Cleaning.clean(cleaner, PhotographFiles.jpeg(1));
    workers().forEach(ProcessHandle::destroyForcibly);
    for (int i = 0; i < 4; i++) {
      try {
        Cleaning.clean(cleaner, PhotographFiles.jpeg(1));
      } catch (CannotBeCleaned killedMeanwhile) {
        continue;
      }
    }
    assertThat(Cleaning.clean(cleaner, PhotographFiles.jpeg(1)).bytes()).isNotEmpty();
  }

  @Test
  void shouldEndAWorkerThatHangs() throws Exception {
    Cleaning.clean(cleaner, PhotographFiles.jpeg(1));
    stop(workers().toList());
    assertThatThrownBy(() -> Cleaning.clean(cleaner, PhotographFiles.jpeg(1)))
        .isInstanceOf(CannotBeCleaned.class);
    assertThat(Cleaning.clean(cleaner, PhotographFiles.jpeg(1)).bytes()).isNotEmpty();
  }

  @Test
  void shouldEndAWorkerWhoseCallerHasGone() throws Exception {
    Cleaning.clean(cleaner, PhotographFiles.jpeg(1));
    stop(workers().toList());
    try (var threads = Executors.newSingleThreadExecutor()) {
      var cleaning = threads.submit(() -> Cleaning.clean(cleaner, PhotographFiles.jpeg(1)));
      assertThatThrownBy(() -> cleaning.get(1, TimeUnit.SECONDS)).isNotNull();
      cleaning.cancel(true);
      threads.shutdown();
      assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldOutliveAPictureThatDoesNotFit() throws Exception {
    var deep = PhotographFiles.sixteenBits(7_000, 7_000);
    assertThatThrownBy(() -> Cleaning.clean(cleaner, deep)).isInstanceOf(CannotBeCleaned.class);
    assertThat(Cleaning.clean(cleaner, PhotographFiles.png(fields())).picture().getType())
        .isNotEqualTo(BufferedImage.TYPE_CUSTOM);
  }

  /** The Java processes below this one that are this cleaner's. */
  private Stream<ProcessHandle> workers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> !others.contains(process.pid()))
        .filter(process -> process.info().command().orElse("").endsWith("java"));
  }

  private static void stop(List<ProcessHandle> workers) throws IOException, InterruptedException {
    for (ProcessHandle worker : workers) {
      new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
    }
  }
}
