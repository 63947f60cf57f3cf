package org.anxinbao.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.anxinbao.Anxinbao;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application alone, as its jar starts it, in a process of its own. */
class RequiredSettingsTest {
  private static final List<String> REQUIRED =
      List.of(
          "ANXINBAO_DATABASE_URL",
          "ANXINBAO_DATABASE_USER",
          "ANXINBAO_DATABASE_PASSWORD",
          "ANXINBAO_DATABASE_OWNER",
          "ANXINBAO_DATABASE_OWNER_PASSWORD",
          "ANXINBAO_S3_ENDPOINT",
          "ANXINBAO_S3_REGION",
          "ANXINBAO_S3_ACCESS_KEY",
          "ANXINBAO_S3_SECRET_KEY",
          "ANXINBAO_S3_BUCKET",
          "ANXINBAO_WECHAT_APP_ID",
          "ANXINBAO_WECHAT_SECRET",
          "ANXINBAO_KEYRING",
          "ANXINBAO_SPOOL");

  private record Ended(int exit, String output) {}

  @Test
  void shouldRefuseToStartAndNameEverythingThatIsMissing() throws Exception {
    var ended = start(List.of());

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.output()).contains(REQUIRED).contains("APPLICATION FAILED TO START");
    assertThat(ended.output()).doesNotContain("\tat ");
  }

  @Test
  @Tag("P4")
  void shouldNameOnlyWhatIsMissingAndShowNothingThatIsSet() throws Exception {
    var ended =
        start(
            List.of(
                "ANXINBAO_DATABASE_PASSWORD=canary-password", "ANXINBAO_S3_SECRET_KEY=canary-key"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.output())
        .contains("ANXINBAO_KEYRING")
        .doesNotContain("ANXINBAO_DATABASE_PASSWORD", "ANXINBAO_S3_SECRET_KEY", "canary");
  }

  /** Main classes and libraries; what is in the tests' own classes is not in the jar. */
  private static Ended start(List<String> environment) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classpathWithoutTests(),
            Anxinbao.class.getName());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ANXINBAO_"));
    for (var setting : environment) {
      var parts = setting.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private static String classpathWithoutTests() {
    var separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(separator));
  }
}
