package org.anxinbao.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the JVM's processor time goes, by JFR's CPU-time samples (JEP 509): each sample counts for
 * the nearest caller that is in the list of owners, so that what the JDK does counts for who asked.
 */
final class CpuProfile implements AutoCloseable {
  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          Map.entry("tools.jackson.", "JSON"),
          Map.entry("io.jsonwebtoken.", "permit"),
          Map.entry("io.r2dbc.", "r2dbc-postgresql, pool"),
          Map.entry("org.springframework.r2dbc.", "DatabaseClient"),
          Map.entry("org.springframework.", "Spring"),
          Map.entry("io.micrometer.", "metrics"),
          Map.entry("io.netty.", "Netty"),
          Map.entry("reactor.netty.", "Netty"),
          Map.entry("reactor.core.", "Reactor"),
          Map.entry("org.anxinbao.bench.", "the benchmark's client"),
          Map.entry("org.anxinbao.", "Anxinbao, the rest"));
  private static final String SEAL = "org.anxinbao.seal.";

  private final Recording recording = new Recording();

  CpuProfile() {
    recording.enable("jdk.CPUTimeSample").with("throttle", "10ms");
    recording.start();
  }

  /** Shares of all samples, the largest first. */
  Map<String, Double> stop(Path file) throws IOException {
    recording.stop();
    recording.dump(file);
    var counts = new HashMap<String, Integer>();
    for (var event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
        counts.merge(owner(event), 1, Integer::sum);
      }
    }
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue() / all,
                (one, _) -> one,
                java.util.LinkedHashMap::new));
  }

  private static String owner(RecordedEvent sample) {
    var stack = sample.getStackTrace();
    List<RecordedFrame> frames = stack == null ? List.of() : stack.getFrames();
    for (var frame : frames) {
      var type = frame.getMethod().getType().getName();
      if (type.startsWith(SEAL)) {
        return String.format(
            Locale.ROOT, "%s.%s", type.substring(SEAL.length()), frame.getMethod().getName());
      }
      var owner =
          OWNERS.entrySet().stream()
              .filter(entry -> type.startsWith(entry.getKey()))
              .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()));
      if (owner.isPresent()) {
        return owner.get().getValue();
      }
    }
    return "JVM";
  }

  @Override
  public void close() {
    recording.close();
  }
}
