package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.anxinbao.Anxinbao;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verifier as its own process: the database's settings, the public key, and nothing else. */
@Tag("P17")
class VerifyCommandTest extends ServerTest {
  private record Ended(int exit, String output) {}

  @TempDir private Path directory;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void settle() {
    Yesterday.tip();
    settings.put(
        "ANXINBAO_DATABASE_URL",
        "postgresql://127.0.0.1:" + server.postgres().port() + "/anxinbao");
    settings.put("ANXINBAO_DATABASE_TLS", "disable");
    settings.put("ANXINBAO_DATABASE_USER", "anxinbao_app");
    settings.put("ANXINBAO_DATABASE_PASSWORD", server.passwords().getFirst());
    settings.put("ANXINBAO_AUDIT_CHECKPOINT_KEY", roots().json().path("checkpointKey").asString());
  }

  @Test
  void shouldFindThatTheTrailHolds() throws Exception {
    var kept = Files.write(directory.resolve("roots.json"), roots().body());
    settings.put("ANXINBAO_AUDIT_ROOTS", kept.toString());

    var ended = run();

    assertThat(ended.output()).contains("The trail holds, through ");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void shouldNameTheCheckpointThatDoesNot() throws Exception {
    settings.put(
        "ANXINBAO_AUDIT_CHECKPOINT_KEY", roots().json().path("acknowledgementKey").asString());

    var ended = run();

    assertThat(ended.output()).contains("The trail does not hold: checkpoint 1, SIGNATURE");
    assertThat(ended.exit()).isEqualTo(2);
  }

  /** What was not compared must not look as if it held. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"roots\":[]}", "{\"roots\":[{\"number\":1}]}", "roots"})
  void shouldNotTakeAFileWithoutRoots(String kept) throws Exception {
    var file = Files.writeString(directory.resolve("roots.json"), kept);
    settings.put("ANXINBAO_AUDIT_ROOTS", file.toString());

    assertThat(run().exit()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeWhatIsNoKey() throws Exception {
    settings.put("ANXINBAO_AUDIT_CHECKPOINT_KEY", "AAAA");

    assertThat(run().exit()).isEqualTo(1);
  }

  @Test
  void shouldNameWhatItNeeds() throws Exception {
    settings.clear();

    var ended = run();

    assertThat(ended.output())
        .contains(
            "ANXINBAO_DATABASE_URL",
            "ANXINBAO_DATABASE_USER",
            "ANXINBAO_DATABASE_PASSWORD",
            "ANXINBAO_AUDIT_CHECKPOINT_KEY")
        .doesNotContain("ANXINBAO_KEYRING", "ANXINBAO_S3");
    assertThat(ended.exit()).isEqualTo(1);
  }

  private static Http.Answer roots() {
    return new Http(server.url(), Map.of()).get("/api/v1/transparency/roots").expect(200);
  }

  /** On what is in the jar, without the tests' own classes. */
  private Ended run() throws Exception {
    var classpath =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-cp", classpath, Anxinbao.class.getName(), "verify-audit");
    builder.environment().keySet().removeIf(name -> name.startsWith("ANXINBAO_"));
    builder.environment().putAll(settings);
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
