package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The embedded application as {@code ./mvnw} starts it, in a process of its own. */
record Child(Process process, Phone phone) {
  private static final Duration START = Duration.ofMinutes(4);

  static Child start(Path home) throws Exception {
    int port;
    try (var socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "org.anxinbao.dev.EmbeddedAnxinbao",
            "--server.port=" + port);
    builder.environment().put("ANXINBAO_HOME", home.toString());
    builder.environment().keySet().removeAll(Set.of("SERVER_PORT", "MANAGEMENT_SERVER_PORT"));
    var log = home.resolveSibling("faults-child.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    var child = new Child(builder.start(), new Phone("http://127.0.0.1:" + port));
    await().atMost(START).until(child::isReady);
    return child;
  }

  private boolean isReady() {
    assertThat(process.isAlive()).as("see target/faults-child.log").isTrue();
    try {
      return phone.get("/api/v1/challenges").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As Ctrl-C does. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
