package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P4")
class SecretsTest {
  @Test
  void shouldSayNothingOfThemselves() {
    Keyring keyring = Rings.fresh();
    Receipt receipt = Receipt.random();
    PrivateKey key = PrivateKey.generate();
    MemberKeys members = new MemberKeys(keyring, Argon2Cost.cheap());
    UUID li = UUID.randomUUID();
    var unlocked = members.unlock(li, members.lock(li, key, new byte[20], "x"), "x");
    List<Object> secrets =
        List.of(
            keyring,
            receipt,
            receipt.mailbox(),
            receipt.wrappingKey(),
            key,
            DataKey.random(),
            unlocked,
            keyring.token().newest());
    assertThat(secrets).map(Object::toString).allMatch(text -> text.matches("[A-Za-z]+"));
  }

  @Test
  void shouldNotBeReachableThroughTheirCopies() {
    SymmetricKey key = SymmetricKey.random();
    key.bytes()[0] ^= 1;
    byte[] source = key.bytes();
    SymmetricKey copy = SymmetricKey.of(source);
    source[0] ^= 1;
    Context where = new Context("tip", "t", "f", 0);
    assertThat(copy.open(key.seal(source, where), where)).isEqualTo(source);
  }
}
