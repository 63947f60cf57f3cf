package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program can do in a worker's place once a hostile file has taken it over. */
class SandboxTest {
  @TempDir Path directory;
  private Path keys;
  private Path natives;
  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    keys = Files.createDirectory(directory.resolve("keys"));
    Files.writeString(keys.resolve("wake"), "secret");
    natives = Files.createDirectory(directory.resolve("natives"));
    Files.writeString(natives.resolve("library.so"), "code");
    sandbox = sandbox(keys);
  }

  private Sandbox sandbox(Path hidden) {
    return new Sandbox(
        new CleanerSettings(1, CleanerSettings.Isolation.REQUIRED, List.of(hidden), natives));
  }

  @Test
  void shouldHideTheKeys() throws Exception {
    assertThat(inside("ls -A " + keys)).isEmpty();
    assertThat(inside("umount " + keys + "; ls -A " + keys)).doesNotContain("wake");
    assertThat(inside("unshare --map-root-user --mount umount " + keys + "; ls -A " + keys))
        .doesNotContain("wake");
  }

  @Test
  void shouldLeaveNoNetwork() throws Exception {
    assertThat(inside("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).isIn("lo", "");
    assertThat(inside("tail -n +2 /proc/net/route")).isEmpty();
  }

  @Test
  void shouldShowNoOtherProcess() throws Exception {
    assertThat(inside("ls /proc | grep -c '^[0-9]*$'").length()).isEqualTo(1);
    assertThat(inside("ls /proc")).doesNotContain(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void shouldLetNothingBeWritten() throws Exception {
    assertThat(inside("echo x > " + directory.resolve("note"))).isEmpty();
    assertThat(directory.resolve("note")).isEmptyFile();
    inside("rm -f " + natives.resolve("library.so"));
    inside("chmod 777 " + natives + "; echo x > " + natives.resolve("library.so"));
    assertThat(natives.resolve("library.so")).hasContent("code");
  }

  @Test
  void shouldLeaveNoCapability() throws Exception {
    assertThat(inside("grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status | tr -d '\\t\\n'"))
        .isEqualTo("CapEff:0000000000000000CapBnd:0000000000000000NoNewPrivs:1");
  }

  @Test
  void shouldRefuseToBeginWhereItCannotIsolateAndMust() {
    assertThatThrownBy(() -> sandbox(directory.resolve("not-there")))
        .isInstanceOf(IllegalStateException.class);
  }

  private String inside(String script) throws Exception {
    var process =
        new ProcessBuilder(sandbox.around(List.of("sh", "-c", script)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return said;
  }
}
