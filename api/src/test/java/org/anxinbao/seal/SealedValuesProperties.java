package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is true of every sealed value, whatever sealed it. */
@Tag("P10")
class SealedValuesProperties {
  private static final Context HERE = new Context("member", "li", "key", 7);

  private final SymmetricKey symmetric = SymmetricKey.random();
  private final PrivateKey pair = PrivateKey.generate();
  private final DataKey dataKey = DataKey.random();
  private final Keyring keyring = Rings.fresh();
  private final UUID tip = UUID.randomUUID();

  @Property(tries = 100)
  void shouldOpenWhereItWasSealed(@ForAll @Size(max = 4000) byte[] content) {
    assertThat(symmetric.open(symmetric.seal(content, HERE), HERE)).isEqualTo(content);
    assertThat(pair.open(pair.publicKey().seal(content, HERE), HERE)).isEqualTo(content);
    assertThat(keyring.openWake(keyring.sealWake(content, HERE), HERE)).isEqualTo(content);
    assertThat(dataKey.open(dataKey.seal(content, tip, "body", 1), tip, "body", 1))
        .isEqualTo(content);
  }

  @Property(tries = 300)
  void shouldNotOpenWithAnyBitFlipped(
      @ForAll @Size(max = 64) byte[] content, @ForAll @IntRange(min = 0) int bit) {
    refusesFlip(symmetric.seal(content, HERE), bit, value -> symmetric.open(value, HERE));
    refusesFlip(pair.publicKey().seal(content, HERE), bit, value -> pair.open(value, HERE));
    refusesFlip(keyring.sealWake(content, HERE), bit, value -> keyring.openWake(value, HERE));
    refusesFlip(
        dataKey.seal(content, tip, "body", 1), bit, value -> dataKey.open(value, tip, "body", 1));
  }

  @Property(tries = 100)
  void shouldNotOpenCutOrLengthened(
      @ForAll @Size(max = 64) byte[] content, @ForAll @IntRange(min = 0) int at) {
    List<Function<byte[], byte[]>> openers =
        List.of(
            value -> symmetric.open(value, HERE),
            value -> pair.open(value, HERE),
            value -> keyring.openWake(value, HERE));
    List<byte[]> values =
        List.of(
            symmetric.seal(content, HERE),
            pair.publicKey().seal(content, HERE),
            keyring.sealWake(content, HERE));
    for (int i = 0; i < values.size(); i++) {
      byte[] sealed = values.get(i);
      refuses(Arrays.copyOf(sealed, at % sealed.length), openers.get(i));
      refuses(Arrays.copyOf(sealed, sealed.length + 1), openers.get(i));
    }
  }

  @Property(tries = 100)
  void shouldOpenInNoOtherPlace(
      @ForAll @Size(max = 64) byte[] content,
      @ForAll("places") Context here,
      @ForAll("places") Context there) {
    if (!here.equals(there)) {
      refuses(symmetric.seal(content, here), value -> symmetric.open(value, there));
      refuses(pair.publicKey().seal(content, here), value -> pair.open(value, there));
      refuses(keyring.sealWake(content, here), value -> keyring.openWake(value, there));
    }
  }

  @Property(tries = 50)
  void shouldOpenInNoOtherFieldSequenceOrTip(
      @ForAll @LongRange(min = 0, max = 1000) long sequence) {
    byte[] sealed = dataKey.seal(new byte[] {1}, tip, "message", sequence);
    refuses(sealed, bytes -> dataKey.open(bytes, tip, "message", sequence + 1));
    refuses(sealed, bytes -> dataKey.open(bytes, tip, "body", sequence));
    refuses(sealed, bytes -> dataKey.open(bytes, UUID.randomUUID(), "message", sequence));
    refuses(sealed, bytes -> DataKey.random().open(bytes, tip, "message", sequence));
  }

  @Property(tries = 50)
  void shouldRefuseBytesThatNobodySealed(@ForAll byte[] noise) {
    refuses(noise, bytes -> symmetric.open(bytes, HERE));
    refuses(noise, bytes -> pair.open(bytes, HERE));
    refuses(noise, bytes -> keyring.openWake(bytes, HERE));
    refuses(noise, bytes -> keyring.openMonth(bytes, HERE));
    refuses(noise, bytes -> PrivateKey.unwrap(bytes, symmetric, HERE));
  }

  @Property(tries = 20)
  void shouldNeverSealTheSameTwice(@ForAll @Size(max = 64) byte[] content) {
    assertThat(symmetric.seal(content, HERE)).isNotEqualTo(symmetric.seal(content, HERE));
    assertThat(pair.publicKey().seal(content, HERE))
        .isNotEqualTo(pair.publicKey().seal(content, HERE));
  }

  @Provide
  Arbitrary<Context> places() {
    return ContextProperties.anyPlace();
  }

  private static void refusesFlip(byte[] sealed, int bit, Function<byte[], byte[]> open) {
    int at = bit % (8 * sealed.length);
    sealed[at / 8] ^= (byte) (1 << at % 8);
    refuses(sealed, open);
  }

  private static void refuses(byte[] sealed, Function<byte[], ?> open) {
    assertThatThrownBy(() -> open.apply(sealed)).isInstanceOf(SealBroken.class);
  }
}
