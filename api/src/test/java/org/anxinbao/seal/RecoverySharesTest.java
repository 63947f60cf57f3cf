package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecoverySharesTest {
  private final PrivateKey key = PrivateKey.generate();
  private final List<byte[]> shares = RecoveryShares.split(key);

  @Test
  void shouldGiveTheKeyBackFromAnyTwo() {
    Context where = new Context("grant", "tip", "office", 0);
    byte[] sealed = key.publicKey().seal(new byte[] {7}, where);
    for (int one = 0; one < 3; one++) {
      for (int other = 0; other < 3; other++) {
        if (one != other) {
          PrivateKey joined =
              RecoveryShares.join(shares.get(one), shares.get(other), key.publicKey());
          assertThat(joined.open(sealed, where)).containsExactly(7);
        }
      }
    }
  }

  @Test
  void shouldNotHoldTheSecretInAShare() {
    for (byte[] share : shares) {
      assertThat(Arrays.copyOfRange(share, Header.NUMBERED, share.length)).isNotEqualTo(key.seed());
    }
    assertThat(RecoveryShares.split(key).getFirst()).isNotEqualTo(shares.getFirst());
  }

  @Test
  void shouldRefuseSharesThatDoNotBelongTogether() {
    byte[] stranger = RecoveryShares.split(PrivateKey.generate()).get(1);
    byte[] reborn = RecoveryShares.split(key).get(1);
    byte[] fourth = shares.get(1).clone();
    fourth[5] = 4;
    refuses(() -> RecoveryShares.join(shares.getFirst(), stranger, key.publicKey()));
    refuses(() -> RecoveryShares.join(shares.getFirst(), reborn, key.publicKey()));
    refuses(() -> RecoveryShares.join(shares.getFirst(), shares.getFirst(), key.publicKey()));
    refuses(() -> RecoveryShares.join(shares.getFirst(), fourth, key.publicKey()));
    refuses(() -> RecoveryShares.join(shares.getFirst(), new byte[0], key.publicKey()));
  }

  private static void refuses(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(SealBroken.class);
  }
}
