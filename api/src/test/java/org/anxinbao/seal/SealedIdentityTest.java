package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P5")
class SealedIdentityTest {
  private final PrivateKey custodian = PrivateKey.generate();
  private final DataKey key = DataKey.random();
  private final UUID tip = UUID.randomUUID();
  private final byte[] name = "陈大文".getBytes(UTF_8);
  private final byte[] sealed = SealedIdentity.seal(name, custodian.publicKey(), key, tip);

  @Test
  void shouldOpenForOfficeAndCustodianTogether() {
    byte[] half = SealedIdentity.takeOuterOff(sealed, key, tip);
    assertThat(SealedIdentity.open(half, custodian, tip)).isEqualTo(name);
  }

  @Test
  void shouldNotOpenForTheCustodianAlone() {
    refuses(() -> SealedIdentity.open(sealed, custodian, tip));
    refuses(() -> SealedIdentity.takeOuterOff(sealed, DataKey.random(), tip));
  }

  @Test
  void shouldNotOpenForTheOfficeAlone() {
    byte[] half = SealedIdentity.takeOuterOff(sealed, key, tip);
    assertThat(new String(half, UTF_8)).doesNotContain("陈大文");
    refuses(() -> SealedIdentity.open(half, PrivateKey.generate(), tip));
    refuses(() -> key.open(half, tip, "identity", 0));
  }

  @Test
  @Tag("P10")
  void shouldNotOpenForAnotherTip() {
    byte[] half = SealedIdentity.takeOuterOff(sealed, key, tip);
    refuses(() -> SealedIdentity.takeOuterOff(sealed, key, UUID.randomUUID()));
    refuses(() -> SealedIdentity.open(half, custodian, UUID.randomUUID()));
  }

  @Test
  @Tag("P9")
  void shouldBeAsLongForEveryName() {
    byte[] other = SealedIdentity.seal(new byte[500], custodian.publicKey(), key, tip);
    assertThat(other).hasSameSizeAs(sealed);
  }

  private static void refuses(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(SealBroken.class);
  }
}
