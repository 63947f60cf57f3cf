package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path directory;

  @Test
  void shouldGiveBackWhatWasWritten() throws IOException {
    byte[] content = new byte[200_000];
    Arrays.fill(content, (byte) 7);
    try (var file = new Spool(directory, 0).create()) {
      try (var out = file.write()) {
        out.write(content);
      }
      assertThat(file.read().readAllBytes()).isEqualTo(content);
      assertThat(file.read().readAllBytes()).isEqualTo(content);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldRefuseBeforeTheDiskIsFull() throws IOException {
    var spool = new Spool(directory, Long.MAX_VALUE);
    assertThatThrownBy(spool::create).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void shouldRemoveAtItsStartWhatACrashLeftBehind() throws IOException {
    Path left = Files.write(directory.resolve("0.spool"), "left".getBytes(UTF_8));
    Path foreign = Files.write(directory.resolve("notes.txt"), "kept".getBytes(UTF_8));
    assertThat(new Spool(directory, 0)).isNotNull();
    assertThat(left).doesNotExist();
    assertThat(foreign).exists();
  }

  /** Reads what lies on the disk past the spool's back, through the open file's descriptor. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldLayNothingReadableOnTheDisk() throws IOException {
    byte[] secret = "金丝雀 in the spool ".repeat(5_000).getBytes(UTF_8);
    try (var file = new Spool(directory, 0).create();
        var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      try (var out = file.write()) {
        out.write(secret);
      }
      assertThat(directory).isEmptyDirectory();
      int seen = 0;
      for (Path descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).startsWith(directory.toRealPath())) {
          seen++;
          byte[] laid = Files.readAllBytes(descriptor);
          assertThat(laid).hasSizeGreaterThan(secret.length);
          assertThat(new String(laid, UTF_8)).doesNotContain("金丝雀", "in the spool");
        }
      }
      assertThat(seen).isEqualTo(1);
    }
  }

  @Test
  void shouldNotReadAfterTheEnd() throws IOException {
    var file = new Spool(directory, 0).create();
    file.write().close();
    file.close();
    assertThatThrownBy(file::read).isInstanceOf(StoreUnavailable.class);
  }
}
