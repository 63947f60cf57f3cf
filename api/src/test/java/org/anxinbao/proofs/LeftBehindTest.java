package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anxinbao.LogCapture;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What two full runs, the second with every logger at TRACE, leave in the database with its
 * write-ahead log, the objects, the spool and the logs: no word, no secret, no address.
 */
class LeftBehindTest extends ServerTest {
  private static final Thief thief = new Thief(server);
  private static FullRun first;
  private static FullRun second;
  private static byte[] terminal;
  private static String traced;

  @BeforeAll
  static void run() {
    try (var written = new Terminal()) {
      first = FullRun.on(server);
      terminal = written.bytes();
    }
    try (var log = new LogCapture()) {
      second = FullRun.on(server);
      LoggerFactory.getLogger("org.anxinbao.proofs").trace("planted-word-of-the-log");
      traced = log.text();
    }
  }

  private static Map<String, byte[]> canaries() {
    var all = new HashMap<>(first.canaries.all());
    second.canaries.all().forEach((what, word) -> all.put("second run: " + what, word));
    return all;
  }

  /** Everything that a thief of the disks has; the keyring is kept apart. */
  private static List<Path> disks() throws SQLException {
    var home = server.home();
    server.postgres().checkpoint();
    return List.of(home.postgres(), home.postgresLog(), home.objects(), home.spool());
  }

  @Test
  @Tag("P1")
  @Tag("P3")
  @Tag("P4")
  void shouldLeaveNoCanaryOnAnyDisk() throws Exception {
    var scan = new Scan(canaries());

    assertThat(canaries()).hasSizeGreaterThan(200);
    for (var disk : disks()) {
      assertThat(scan.files(disk)).isEmpty();
    }
  }

  @Test
  @Tag("P1")
  @Tag("P3")
  @Tag("P4")
  void shouldLeaveNoCanaryInAnyRow() {
    var rows = thief.everything();

    assertThat(new Scan(canaries()).text(rows)).isEmpty();
    assertThat(rows)
        .as("the address from which everything came")
        .doesNotContain("127.0.0.1", "::1", "7f000001");
  }

  @Test
  @Tag("P1")
  @Tag("P3")
  @Tag("P4")
  void shouldLogNoCanary() {
    var scan = new Scan(canaries());

    assertThat(scan.bytes(terminal)).isEmpty();
    assertThat(scan.text(traced)).isEmpty();
    assertThat(traced).doesNotContain("/127.0.0.1", "7f000001");
    assertThat(new String(terminal, StandardCharsets.UTF_8)).doesNotContain("127.0.0.1");
  }

  @Test
  @Tag("P16")
  void shouldGiveTheOfficeNothingThatTheCameraWrote() {
    var scan = new Scan(canaries());

    for (var run : List.of(first, second)) {
      assertThat(run.downloads).hasSize(6);
      run.downloads.forEach(
          (which, file) -> {
            assertThat(file).as(which).hasSizeGreaterThan(500);
            assertThat(scan.bytes(file)).as(which).isEmpty();
          });
    }
  }

  /** A scan that finds nothing proves nothing, unless it finds what is there. */
  @Test
  void shouldFindWhatIsPlanted() throws Exception {
    var planted = new Canaries();
    var word = planted.word("planted");
    var scan = new Scan(planted.all());
    var coded = "x" + java.util.Base64.getEncoder().encodeToString(("?" + word).getBytes("UTF-8"));
    thief.writes("create table planted (word text)");
    try {
      thief.writes("insert into planted values (?), (?)", word, coded);
      assertThat(disks().stream().flatMap(disk -> scan.files(disk).stream()))
          .anyMatch(found -> found.startsWith("planted: ") && found.contains("pg_wal"))
          .anyMatch(found -> found.startsWith("planted: ") && found.contains("/base/"))
          .anyMatch(found -> found.startsWith("planted in base64: "));
      assertThat(scan.text(thief.everything())).contains("planted", "planted in base64");
    } finally {
      thief.writes("drop table planted");
    }
    assertThat(traced).contains("planted-word-of-the-log");
    Stream.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .forEach(charset -> assertThat(inScratchFile(scan, word.getBytes(charset))).hasSize(1));
    assertThat(scan.bytes(Photo.talking("camera", word, "remark"))).contains("planted");
  }

  private static java.util.Set<String> inScratchFile(Scan scan, byte[] content) {
    var file = server.home().spool().resolve("scratch");
    try {
      Files.write(file, content);
      var found = scan.files(server.home().spool());
      Files.delete(file);
      return found;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
