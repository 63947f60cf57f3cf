package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final Context HERE = new Context("tip", "t", "excluded", 0);
  private static final byte[] WORD = "word".getBytes(UTF_8);

  @TempDir Path home;

  @Test
  @Tag("P4")
  void shouldKeepItsFilesFromOtherUsers() throws IOException {
    ring().sealMonth(WORD, YearMonth.of(2026, 11), HERE);
    try (Stream<Path> paths = Files.walk(directory())) {
      for (Path path : paths.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void shouldLeaveNoDraftsBehind() throws IOException {
    ring().rotate("wake");
    try (Stream<Path> paths = Files.walk(directory())) {
      assertThat(paths.filter(Files::isRegularFile).map(directory()::relativize))
          .map(Path::toString)
          .containsExactlyInAnyOrder(
              "acknowledgement/1.key",
              "checkpoint/1.key",
              "complete",
              "pepper",
              "permit/1.key",
              "token/1.key",
              "wake/1.key",
              "wake/2.key");
    }
  }

  @Test
  void shouldBeTheSameWhenOpenedAgain() {
    Keyring first = ring();
    Keyring again = ring();
    assertThat(again.openWake(first.sealWake(WORD, HERE), HERE)).isEqualTo(WORD);
    assertThat(again.pepper(new UUID(1, 2))).isEqualTo(first.pepper(new UUID(1, 2)));
    assertThat(again.checkpointPublicKey()).isEqualTo(first.checkpointPublicKey());
    assertThat(again.acknowledgementPublicKey())
        .isEqualTo(first.acknowledgementPublicKey())
        .isNotEqualTo(first.checkpointPublicKey());
  }

  @Test
  void shouldOpenTheOldAndSealWithTheNewAfterRotation() throws IOException {
    Keyring keyring = ring();
    Keyring elsewhere = ring();
    byte[] old = keyring.sealWake(WORD, HERE);
    keyring.rotate("wake");
    byte[] young = keyring.sealWake(WORD, HERE);
    assertThat(keyring.openWake(old, HERE)).isEqualTo(WORD);
    assertThat(elsewhere.openWake(young, HERE)).isEqualTo(WORD);

    Files.delete(directory().resolve("wake/1.key"));
    Keyring without = ring();
    assertThat(without.openWake(young, HERE)).isEqualTo(WORD);
    assertThatThrownBy(() -> without.openWake(old, HERE)).isInstanceOf(SealBroken.class);
  }

  @Test
  void shouldSealWithWhatAnotherNodeRotated() {
    Keyring node = Rings.attentive(directory());
    ring().rotate("wake");
    assertThat(Header.number(node.sealWake(WORD, HERE))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pepper", "month", "checkpoint", "acknowledgement", "../x", ""})
  void shouldRotateOnlyWhatRotates(String name) {
    assertThatThrownBy(() -> ring().rotate(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pepper", "token/1.key", "wake/1.key", "checkpoint/1.key"})
  void shouldNameADamagedFileAndNotItsContent(String name) throws IOException {
    ring();
    Path file = directory().resolve(name);
    String content = Files.readString(file);
    String damaged = content.replace(content.charAt(20), content.charAt(20) == 'A' ? 'B' : 'A');
    for (String bad : List.of(damaged, "", content.substring(0, 30), "secret")) {
      Files.writeString(file, bad);
      assertThatThrownBy(this::ring)
          .isInstanceOf(KeyringBroken.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining(content.substring(15, 30))
          .hasNoCause();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pepper", "token/1.key", "wake/1.key", "acknowledgement/1.key"})
  void shouldNotHideALossUnderANewKey(String name) throws IOException {
    ring();
    Files.delete(directory().resolve(name));
    assertThatThrownBy(this::ring)
        .isInstanceOf(KeyringBroken.class)
        .hasMessageContaining(Path.of(name).getName(0).toString());
    assertThat(directory().resolve(name)).doesNotExist();
  }

  @Test
  void shouldFinishAFirstStartThatWasCutShort() throws IOException {
    byte[] pepper = ring().pepper(new UUID(1, 2));
    Files.delete(directory().resolve("complete"));
    Files.delete(directory().resolve("acknowledgement/1.key"));
    assertThat(ring().pepper(new UUID(1, 2))).isEqualTo(pepper);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pepper", "token", "token/1.key", ""})
  @Tag("P4")
  void shouldRefuseWhatOthersCanRead(String name) throws IOException {
    ring();
    Path path = directory().resolve(name);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-----"));
    assertThatThrownBy(this::ring)
        .isInstanceOf(KeyringBroken.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void shouldSignWhatAnybodyCanCheck() {
    Keyring keyring = ring();
    byte[] signature = keyring.signCheckpoint(WORD);
    byte[] publicKey = keyring.checkpointPublicKey();
    assertThat(signature).hasSize(64);
    assertThat(publicKey).hasSize(32);
    assertThat(Signatures.verify(publicKey, WORD, signature)).isTrue();
    assertThat(Signatures.verify(publicKey, new byte[0], signature)).isFalse();
    assertThat(Signatures.verify(keyring.acknowledgementPublicKey(), WORD, signature)).isFalse();
    assertThat(Signatures.verify(publicKey, WORD, new byte[3])).isFalse();
    assertThat(Signatures.verify(new byte[3], WORD, signature)).isFalse();
    signature[9] ^= 1;
    assertThat(Signatures.verify(publicKey, WORD, signature)).isFalse();
  }

  private Path directory() {
    return home.resolve("keyring");
  }

  private Keyring ring() {
    return Keyring.open(directory());
  }
}
