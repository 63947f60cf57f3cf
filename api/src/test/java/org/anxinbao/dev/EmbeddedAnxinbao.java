package org.anxinbao.dev;

import org.springframework.boot.SpringApplication;

/** {@code ./mvnw}: everything on this machine, for a look around and for development. */
public final class EmbeddedAnxinbao {
  private EmbeddedAnxinbao() {}

  public static void main(String[] args) throws Exception {
    try (var start = new Start(EmbeddedParts.start(Home.open(Home.configured())))) {
      EmbeddedRun.start(
          start.parts,
          context -> Welcome.print(start.parts.home(), context.getEnvironment()),
          args);
      start.succeeded = true;
    }
  }

  /** Ctrl-C closes the application, then its handlers run; a failed start has no handler's turn. */
  private static final class Start implements AutoCloseable {
    private final EmbeddedParts parts;
    private boolean succeeded;

    Start(EmbeddedParts parts) {
      this.parts = parts;
      SpringApplication.getShutdownHandlers().add(parts::close);
    }

    @Override
    public void close() {
      if (!succeeded) {
        parts.close();
      }
    }
  }
}
