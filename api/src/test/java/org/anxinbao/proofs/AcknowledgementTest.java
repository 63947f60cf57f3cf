package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a reporter holds, checked by docs/check-acknowledgement.py and not by us. */
@Tag("P17")
class AcknowledgementTest extends ServerTest {
  private static final Path SCRIPT = Path.of("..", "docs", "check-acknowledgement.py");

  private record Checked(int exit, String words) {}

  @TempDir private Path directory;

  @Test
  void shouldBeProvedByAScriptThatAsksNobody() throws Exception {
    var checked = check(acknowledgement().toString(), roots());

    assertThat(checked.words()).startsWith("holds: received on ").contains("for jh-housing");
    assertThat(checked.exit()).isZero();
  }

  @Test
  void shouldBeSignedOnTheDayAndProvedFromTheNextOn() throws Exception {
    var today = Reporter.arrives(server).submits(Reporter.scaffold("")).reads().expect(200).json();
    var acknowledgement = today.path("acknowledgement");

    assertThat(acknowledgement.path("inclusion").isNull()).isTrue();
    assertThat(check(acknowledgement.toString(), roots()).exit()).isEqualTo(2);
  }

  static Stream<String[]> forgeries() {
    return Stream.of(
        // text to find in either file, and what is there instead
        new String[] {"jh-housing", "jh-fire"},
        new String[] {"v1\\\\n[0-9a-f]{6}", "v1\\\\n000000"},
        new String[] {"\"index\":[0-9]+", "\"index\":7777"},
        new String[] {"\"path\":\\[\"[0-9a-f]{6}", "\"path\":[\"000000"},
        new String[] {"\"path\":\\[\"[0-9a-f]{64}\",", "\"path\":["},
        new String[] {"outcome=DONE", "outcome=REFUSED"},
        new String[] {"subject=[0-9a-f]{6}", "subject=000000"},
        new String[] {"\"root\":\"[0-9a-f]{6}", "\"root\":\"000000"},
        new String[] {"\"size\":1024", "\"size\":2048"},
        new String[] {"\"checkpointKey\":\"[^\"]{6}", "\"checkpointKey\":\"AAAAAA"},
        new String[] {"\"acknowledgementKey\":\"[^\"]{6}", "\"acknowledgementKey\":\"AAAAAA"},
        new String[] {"\"signature\":\"[^\"]{6}", "\"signature\":\"AAAAAA"},
        new String[] {"\"statement\":\"", "\"statement\":\"\\\\n"},
        new String[] {"\"entry\":\"[^\"]*\"", "\"entry\":null"});
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void shouldNotBeForged(String is, String becomes) throws Exception {
    var acknowledgement = acknowledgement().toString();
    var forged = acknowledgement.replaceFirst(is, becomes);
    var forgedRoots = roots().replaceFirst(is, becomes);
    assertThat(acknowledgement + roots()).isNotEqualTo(forged + forgedRoots);

    var checked = check(forged, forgedRoots);

    assertThat(checked.words()).startsWith("DOES NOT HOLD");
    assertThat(checked.exit()).isEqualTo(1);
  }

  @Test
  void shouldRevealNoOtherEntry() {
    var inclusion = acknowledgement().path("inclusion");
    assertThat(inclusion.propertyNames())
        .containsExactlyInAnyOrder("checkpoint", "entry", "index", "path");
    assertThat(inclusion.path("path").valueStream().map(JsonNode::asString))
        .hasSize(10)
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    assertThat(inclusion.path("entry").asString())
        .contains("subject=" + Yesterday.tip(), "\nat\n", "\nmember\n", "\nactor=REPORTER\n");
  }

  private static JsonNode acknowledgement() {
    return Yesterday.reporter().reads().expect(200).json().path("acknowledgement");
  }

  private static String roots() {
    Yesterday.tip();
    return new Http(server.url(), Map.of()).get("/api/v1/transparency/roots").expect(200).text();
  }

  private Checked check(String acknowledgement, String roots)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                "python3",
                SCRIPT.toString(),
                Files.writeString(directory.resolve("acknowledgement.json"), acknowledgement)
                    .toString(),
                Files.writeString(directory.resolve("roots.json"), roots).toString())
            .redirectErrorStream(true)
            .start();
    var words = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Checked(process.exitValue(), words);
  }
}
