package org.anxinbao.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.anxinbao.access.Permits;
import org.anxinbao.casework.RecordedStatement;
import org.anxinbao.dev.EmbeddedRun;
import org.anxinbao.dev.EmbeddedServers;
import org.anxinbao.intake.SealedSample;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submissions a second over HTTP against the same statement through pgbench, both against the same
 * PostgreSQL on the same machine, round by round in turn. Options: {@code --warm-up=100000}, {@code
 * --rounds=3}, {@code --round=10s}, {@code --connections=16,64}, {@code --profile=true}.
 */
public final class SubmissionBenchmark {
  /** How many a second, and the processor's microseconds for one: ours, then PostgreSQL's. */
  private record Rate(double perSecond, double own, double postgres) {
    double processor() {
      return own + postgres;
    }
  }

  private record Round(Rate submissions, Rate statements) {
    double ratio() {
      return submissions.perSecond() / statements.perSecond();
    }

    double processorRatio() {
      return statements.processor() / submissions.processor();
    }
  }

  private static final int WARM_UP_STEP = 5_000;

  private final StandardEnvironment options = new StandardEnvironment();
  private final Path directory = Path.of("target", "bench-home");
  private final EmbeddedRun run = EmbeddedServers.startNew(directory);
  private final LoadClient client;
  private final Requests requests;
  private final Pgbench pgbench;

  private SubmissionBenchmark(String... arguments) throws Exception {
    options.setConversionService(new ApplicationConversionService());
    options.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    var application = run.context();
    int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    client = new LoadClient(port);
    requests = new Requests(application.getBean(Permits.class), port);
    var sample = SealedSample.of(Requests.TIP, application);
    if (sample.grants().size() != 3) {
      throw new IllegalStateException("two offices and the reporter should have grants");
    }
    pgbench =
        new Pgbench(
            directory,
            run.parts().postgres(),
            RecordedStatement.of(sample, application.getBean(JsonMapper.class)));
  }

  public static void main(String[] arguments) throws Exception {
    var benchmark = new SubmissionBenchmark(arguments);
    try (var _ = benchmark.run) {
      benchmark.warmUp();
      benchmark.measure();
    }
    System.exit(0);
  }

  private void warmUp() throws Exception {
    int warmUp = options.getProperty("warm-up", Integer.class, 100_000);
    for (int sent = 0; sent < warmUp; sent += WARM_UP_STEP) {
      say("warm-up: %,.0f submissions/s", submissions(WARM_UP_STEP, 64).perSecond());
    }
    statements(16, Duration.ofSeconds(2));
  }

  private void measure() throws Exception {
    int rounds = options.getProperty("rounds", Integer.class, 3);
    var length = options.getProperty("round", Duration.class, Duration.ofSeconds(10));
    var connections = options.getProperty("connections", Integer[].class, new Integer[] {16, 64});
    say(
        "%n%-12s%8s%15s%14s%7s   %s",
        "connections", "round", "submissions/s", "statements/s", "ratio", "processor, µs each");
    for (int each : connections) {
      int count = (int) (submissions(2_000, each).perSecond() * length.toSeconds());
      var measured = new ArrayList<Round>();
      for (int round = 1; round <= rounds; round++) {
        var one = new Round(submissions(count, each), statements(each, length));
        measured.add(one);
        row(each, Integer.toString(round), one);
      }
      row(each, "median", median(measured));
      if (options.getProperty("profile", Boolean.class, true)) {
        profile(each, count);
      }
    }
  }

  private Rate submissions(int count, int connections) throws Exception {
    var prepared = requests.make(count);
    long own = ProcessorTime.self();
    long database = ProcessorTime.family(postgres());
    var took = client.send(prepared, connections);
    return new Rate(
        count / (took.toNanos() / 1e9),
        (double) (ProcessorTime.self() - own) / count,
        (double) (ProcessorTime.family(postgres()) - database) / count);
  }

  private Rate statements(int connections, Duration length) throws Exception {
    long own = ProcessorTime.ended();
    long database = ProcessorTime.family(postgres());
    double perSecond = pgbench.run(connections, (int) length.toSeconds());
    double count = perSecond * length.toSeconds();
    return new Rate(
        perSecond,
        (ProcessorTime.ended() - own) / count,
        (ProcessorTime.family(postgres()) - database) / count);
  }

  private long postgres() {
    return run.parts().postgres().pid();
  }

  private void profile(int connections, int count) throws Exception {
    var prepared = requests.make(count);
    try (var profile = new CpuProfile()) {
      client.send(prepared, connections);
      say("%nthe JVM's processor time at %d connections", connections);
      profile
          .stop(directory.resolve("submissions-" + connections + ".jfr"))
          .forEach(
              (owner, share) -> {
                if (share >= 0.005) {
                  say("  %5.1f %%  %s", share * 100, owner);
                }
              });
      say("");
    }
  }

  private static Round median(List<Round> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Round::ratio))
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void row(int connections, String round, Round measured) {
    var submissions = measured.submissions();
    var statements = measured.statements();
    say(
        "%-12d%8s%,15.0f%,14.0f%7.2f   JVM %.0f + PostgreSQL %.0f : pgbench %.0f + PostgreSQL %.0f"
            + " = %.2f",
        connections,
        round,
        submissions.perSecond(),
        statements.perSecond(),
        measured.ratio(),
        submissions.own(),
        submissions.postgres(),
        statements.own(),
        statements.postgres(),
        measured.processorRatio());
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
