package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final YearMonth LATER = YearMonth.of(2031, 1);
  private static final String OFFICE = "emergency-jianghai";

  private final Keyring keyring = Rings.fresh();
  private final Grants grants = new Grants(keyring);
  private final PrivateKey office = PrivateKey.generate();
  private final UUID tip = UUID.randomUUID();
  private final DataKey key = DataKey.random();
  private final byte[] text = key.seal(new byte[] {42}, tip, "body", 0);

  @Test
  void shouldLetItsHolderRead() {
    byte[] grant = grants.seal(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    assertThat(grant).hasSize(Grants.BYTES);
    assertThat(read(grants.open(grant, office, tip, OFFICE, 1))).containsExactly(42);
  }

  @Test
  @Tag("P10")
  void shouldOpenInNoOtherPlace() {
    byte[] grant = grants.seal(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    refuses(() -> grants.open(grant, office, tip, OFFICE, 2));
    refuses(() -> grants.open(grant, office, tip, "emergency-pengjiang", 1));
    refuses(() -> grants.open(grant, office, UUID.randomUUID(), OFFICE, 1));
    refuses(() -> grants.open(grant, PrivateKey.generate(), tip, OFFICE, 1));
  }

  @Test
  @Tag("P10")
  void shouldNotOpenUnderAnotherMonthsNumber() {
    byte[] grant = grants.seal(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    keyring.sealMonth(new byte[0], YearMonth.of(2026, 12), Context.tip(tip, "any", 0));
    grant[5] = (byte) (grant[5] + 1);
    refuses(() -> grants.open(grant, office, tip, OFFICE, 1));
  }

  @Test
  @Tag("P1")
  void shouldSleepUntilWoken() {
    byte[] dormant = grants.sealDormant(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    assertThat(dormant).hasSize(Grants.DORMANT_BYTES);
    refuses(() -> grants.open(dormant, office, tip, OFFICE, 1));

    byte[] awake = grants.wake(dormant, tip, OFFICE, 1);
    assertThat(awake).hasSize(Grants.BYTES);
    assertThat(read(grants.open(awake, office, tip, OFFICE, 1))).containsExactly(42);
  }

  @Test
  @Tag("P10")
  void shouldWakeOnlyADormantGrantInItsPlace() {
    byte[] dormant = grants.sealDormant(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    refuses(() -> grants.wake(dormant, tip, OFFICE, 2));
    refuses(() -> grants.wake(dormant, UUID.randomUUID(), OFFICE, 1));
    refuses(() -> grants.wake(grants.wake(dormant, tip, OFFICE, 1), tip, OFFICE, 1));
  }

  @Test
  @Tag("P7")
  void shouldDieWithItsMonthAwakeOrDormant() {
    byte[] awake = grants.seal(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    byte[] dormant = grants.sealDormant(key, office.publicKey(), tip, OFFICE, 2, NOVEMBER);
    keyring.destroyMonth(NOVEMBER);
    refuses(() -> grants.open(awake, office, tip, OFFICE, 1));
    refuses(() -> grants.wake(dormant, tip, OFFICE, 2));
    refuses(() -> grants.move(awake, tip, OFFICE, 1, LATER));
  }

  @Test
  @Tag("P7")
  void shouldOutliveItsMonthWhenMovedInTime() {
    byte[] awake = grants.seal(key, office.publicKey(), tip, OFFICE, 1, NOVEMBER);
    byte[] dormant = grants.sealDormant(key, office.publicKey(), tip, OFFICE, 2, NOVEMBER);
    byte[] movedAwake = grants.move(awake, tip, OFFICE, 1, LATER);
    byte[] movedDormant = grants.move(dormant, tip, OFFICE, 2, LATER);
    keyring.destroyMonth(NOVEMBER);
    assertThat(read(grants.open(movedAwake, office, tip, OFFICE, 1))).containsExactly(42);
    byte[] woken = grants.wake(movedDormant, tip, OFFICE, 2);
    assertThat(read(grants.open(woken, office, tip, OFFICE, 2))).containsExactly(42);
  }

  private byte[] read(DataKey opened) {
    return opened.open(text, tip, "body", 0);
  }

  private static void refuses(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(SealBroken.class);
  }
}
