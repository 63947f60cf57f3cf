package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.anxinbao.seal.MemberKeys.Locked;
import org.anxinbao.seal.MemberKeys.Unlocked;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemberKeysTest {
  private static final String PASSPHRASE = "b9sy-3rvm-dhsf-mek5";
  private static final Context HERE = new Context("organisation", "o", "CASE", 1);

  private final MemberKeys keys = new MemberKeys(Rings.fresh(), Argon2Cost.cheap());
  private final UUID li = UUID.randomUUID();
  private final PrivateKey key = PrivateKey.generate();
  private final byte[] totp = Primitives.random(20);
  private final Locked locked = keys.lock(li, key, totp, PASSPHRASE);

  @Test
  void shouldUnlockWithThePassphrase() {
    Unlocked unlocked = keys.unlock(li, locked, PASSPHRASE);
    assertThat(unlocked.totpSecret()).isEqualTo(totp);
    byte[] sealed = key.publicKey().seal(totp, HERE);
    assertThat(unlocked.key().open(sealed, HERE)).isEqualTo(totp);
    assertThat(unlocked.key().publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void shouldUnlockAtTheCostOfProduction() {
    MemberKeys real = new MemberKeys(Rings.fresh());
    Locked dear = real.lock(li, key, totp, PASSPHRASE);
    assertThat(real.unlock(li, dear, PASSPHRASE).totpSecret()).isEqualTo(totp);
    refuses(() -> real.unlock(li, dear, PASSPHRASE + " "));
  }

  @Test
  @Tag("P14")
  void shouldRefuseAWrongPassphraseAndAnUnknownMemberAlike() {
    refuses(() -> keys.unlock(li, locked, "b9sy-3rvm-dhsf-mek6"));
    refuses(() -> keys.unlock(li, locked, ""));
    refuses(() -> keys.unlock(li, null, PASSPHRASE));
  }

  @Test
  @Tag("P10")
  void shouldNotUnlockInAnotherMembersRow() {
    refuses(() -> keys.unlock(UUID.randomUUID(), locked, PASSPHRASE));
  }

  @Test
  void shouldNotUnlockWithoutTheServersPepper() {
    MemberKeys thief = new MemberKeys(Rings.fresh(), Argon2Cost.cheap());
    refuses(() -> thief.unlock(li, locked, PASSPHRASE));
  }

  @Test
  @Tag("P2")
  void shouldNoticeASwappedPublicKey() {
    byte[] foreign = PrivateKey.generate().publicKey().bytes();
    Locked swapped = new Locked(foreign, locked.salt(), locked.wrappedKey(), locked.totp());
    refuses(() -> keys.unlock(li, swapped, PASSPHRASE));
  }

  @Test
  @Tag("P10")
  void shouldNotTakeTheKeyForTheTotpSecret() {
    Locked exchanged =
        new Locked(locked.publicKey(), locked.salt(), locked.totp(), locked.wrappedKey());
    Locked twice =
        new Locked(locked.publicKey(), locked.salt(), locked.wrappedKey(), locked.wrappedKey());
    refuses(() -> keys.unlock(li, exchanged, PASSPHRASE));
    refuses(() -> keys.unlock(li, twice, PASSPHRASE));
  }

  @Test
  void shouldKnowThePassphraseHoweverItIsComposed() {
    Locked composed = keys.lock(li, key, totp, "caf\u00e9 \uff11\uff12\uff13 passphrase");
    assertThat(keys.unlock(li, composed, "cafe\u0301 123 passphrase").totpSecret()).isEqualTo(totp);
  }

  @Test
  void shouldLockUnderANewSaltEachTime() {
    Locked again = keys.lock(li, key, totp, PASSPHRASE);
    assertThat(again.salt()).hasSize(16).isNotEqualTo(locked.salt());
    assertThat(again.wrappedKey()).isNotEqualTo(locked.wrappedKey());
  }

  @Test
  void shouldRewrapForASessionThatOnlyItsSecretOpens() {
    SymmetricKey session = SymmetricKey.random();
    Context place = new Context("session", "s", "key", 0);
    byte[] wrapped = keys.unlock(li, locked, PASSPHRASE).key().wrap(session, place);
    PrivateKey back = PrivateKey.unwrap(wrapped, SymmetricKey.of(session.bytes()), place);
    assertThat(back.publicKey()).isEqualTo(key.publicKey());
    refuses(() -> PrivateKey.unwrap(wrapped, SymmetricKey.random(), place));
    refuses(() -> PrivateKey.unwrap(wrapped, session, HERE));
  }

  @Test
  void shouldPassAnOrganisationsKeyToAMember() {
    PrivateKey office = PrivateKey.generate();
    byte[] holding = office.sealTo(key.publicKey(), HERE);
    assertThat(PrivateKey.openWith(key, holding, HERE).publicKey()).isEqualTo(office.publicKey());
    refuses(() -> PrivateKey.openWith(office, holding, HERE));
    refuses(() -> PrivateKey.openWith(key, key.publicKey().seal(totp, HERE), HERE));
  }

  @Test
  void shouldNeverCostLessThanTheRuleSays() {
    assertThatThrownBy(() -> Argon2Cost.of(64 * 1024 - 1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Argon2Cost.of(64 * 1024, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Argon2Cost.DEFAULT.memoryKiB()).isEqualTo(64 * 1024);
    assertThat(Argon2Cost.DEFAULT.iterations()).isEqualTo(3);
    assertThat(Argon2Cost.of(128 * 1024, 4).iterations()).isEqualTo(4);
  }

  private static void refuses(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(SealBroken.class);
  }
}
