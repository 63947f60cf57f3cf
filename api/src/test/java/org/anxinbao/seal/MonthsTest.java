package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P7")
class MonthsTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final YearMonth LATER = YearMonth.of(2029, 1);
  private static final Context HERE = new Context("grant", "t", "reporter", 0);
  private static final byte[] WORD = "word".getBytes(UTF_8);

  @TempDir Path home;

  @Test
  void shouldOpenOnAnyNodeWhatAnotherSealed() {
    Keyring one = ring();
    Keyring other = ring();
    assertThat(other.openMonth(one.sealMonth(WORD, NOVEMBER, HERE), HERE)).isEqualTo(WORD);
  }

  @Test
  void shouldNeverOpenAgainWhatADestroyedMonthSealed() {
    Keyring keyring = ring();
    byte[] backup = keyring.sealMonth(WORD, NOVEMBER, HERE);
    keyring.destroyMonth(NOVEMBER);
    refuses(keyring, backup);
    refuses(ring(), backup);
  }

  @Test
  void shouldNeverMakeADestroyedMonthAgain() {
    Keyring keyring = ring();
    byte[] backup = keyring.sealMonth(WORD, NOVEMBER, HERE);
    keyring.destroyMonth(NOVEMBER);
    keyring.destroyMonth(NOVEMBER);
    for (Keyring any : List.of(keyring, ring())) {
      assertThatThrownBy(() -> any.sealMonth(WORD, NOVEMBER, HERE))
          .isInstanceOf(IllegalStateException.class);
      refuses(any, backup);
    }
  }

  @Test
  void shouldNotMakeAMonthThatWasDestroyedBeforeItBegan() {
    Keyring keyring = ring();
    keyring.destroyMonth(NOVEMBER);
    assertThatThrownBy(() -> keyring.sealMonth(WORD, NOVEMBER, HERE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldForgetWhatAnotherNodeDestroyed() {
    Keyring node = Rings.attentive(directory());
    byte[] sealed = node.sealMonth(WORD, NOVEMBER, HERE);
    ring().destroyMonth(NOVEMBER);
    refuses(node, sealed);
    assertThatThrownBy(() -> node.sealMonth(WORD, NOVEMBER, HERE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldLeaveNothingOfTheKeyOnTheDisk() throws IOException {
    ring().sealMonth(WORD, NOVEMBER, HERE);
    Path file = directory().resolve("month/2026-11.key");
    Path inode = Files.createLink(home.resolve("undeleted"), file);
    ring().destroyMonth(NOVEMBER);
    assertThat(Files.readAllBytes(inode)).isNotEmpty().containsOnly(0);
    assertThat(Files.readString(file)).isEqualTo("destroyed\n");
  }

  @Test
  void shouldMoveToALaterMonth() {
    Keyring keyring = ring();
    byte[] sealed = keyring.sealMonth(WORD, NOVEMBER, HERE);
    byte[] moved = keyring.moveMonth(sealed, LATER, HERE);
    keyring.destroyMonth(NOVEMBER);
    assertThat(keyring.openMonth(moved, HERE)).isEqualTo(WORD);
    refuses(keyring, sealed);
  }

  @Test
  void shouldRefuseMonthsThatAreNone() {
    Keyring keyring = ring();
    for (int number : new int[] {0, -1, 202600, 202613, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      byte[] forged = new byte[60];
      System.arraycopy(Header.of(Header.Algorithm.MONTH, number), 0, forged, 0, Header.NUMBERED);
      refuses(keyring, forged);
    }
  }

  @Test
  void shouldAgreeWhenManyNodesBeginTheSameMonthAtOnce() throws Exception {
    int nodes = 8;
    ring();
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes)) {
      for (int month = 1; month <= 12; month++) {
        YearMonth begun = YearMonth.of(2027, month);
        CyclicBarrier start = new CyclicBarrier(nodes);
        List<Future<byte[]>> sealed = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
          Keyring node = ring();
          sealed.add(
              threads.submit(
                  () -> {
                    start.await();
                    return node.sealMonth(WORD, begun, HERE);
                  }));
        }
        Keyring reader = ring();
        for (Future<byte[]> each : sealed) {
          assertThat(reader.openMonth(each.get(), HERE)).isEqualTo(WORD);
        }
      }
    }
  }

  @Test
  void shouldAgreeWhenTwoNodesStartForTheFirstTimeAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Keyring>> rings = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        rings.add(
            threads.submit(
                () -> {
                  start.await();
                  return ring();
                }));
      }
      Keyring one = rings.getFirst().get();
      Keyring other = rings.getLast().get();
      assertThat(other.openWake(one.sealWake(WORD, HERE), HERE)).isEqualTo(WORD);
      assertThat(other.checkpointPublicKey()).isEqualTo(one.checkpointPublicKey());
    }
  }

  private static void refuses(Keyring keyring, byte[] sealed) {
    assertThatThrownBy(() -> keyring.openMonth(sealed, HERE)).isInstanceOf(SealBroken.class);
  }

  private Path directory() {
    return home.resolve("keyring");
  }

  private Keyring ring() {
    return Keyring.open(directory());
  }
}
