package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Tag("P9")
class PaddingProperties {
  private static final List<Integer> BUCKETS = List.of(1024, 4096, 16384, 65536);

  @Property
  void shouldGiveBackWhatWasPadded(@ForAll @Size(max = 5000) byte[] content) {
    assertThat(Padding.unpad(Padding.pad(content))).isEqualTo(content);
  }

  @Property
  void shouldShowOnlyTheBucketInASealedLength(
      @ForAll @IntRange(max = Padding.MAX) int one,
      @ForAll @IntRange(max = Padding.MAX) int other) {
    DataKey key = DataKey.random();
    UUID tip = UUID.randomUUID();
    int first = key.seal(new byte[one], tip, "body", 0).length;
    int second = key.seal(new byte[other], tip, "body", 0).length;
    assertThat(first == second).isEqualTo(bucket(one) == bucket(other));
    assertThat(first).isEqualTo(bucket(one) + SymmetricKey.OVERHEAD);
  }

  @Property
  void shouldRefuseAFillThatIsNotZero(
      @ForAll @Size(max = 100) byte[] content, @ForAll @IntRange(min = 104, max = 1023) int at) {
    byte[] padded = Padding.pad(content);
    padded[at] = 1;
    refuses(padded);
  }

  @Property
  void shouldRefuseALengthOfAnotherBucket(@ForAll @IntRange(min = 1021, max = Padding.MAX) int n) {
    byte[] padded = Padding.pad(new byte[10]);
    padded[2] = (byte) (n >> 8);
    padded[3] = (byte) n;
    refuses(padded);
  }

  @Example
  void shouldFillEachBucketToTheLastByte() {
    for (int bucket : BUCKETS) {
      assertThat(Padding.pad(new byte[bucket - 4])).hasSize(bucket);
    }
    assertThat(Padding.pad(new byte[1021])).hasSize(4096);
  }

  @Example
  void shouldRefuseWhatIsTooLongOrNotPadded() {
    assertThatThrownBy(() -> Padding.pad(new byte[Padding.MAX + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    refuses(new byte[0]);
    refuses(new byte[3]);
    refuses(new byte[1023]);
    byte[] negative = new byte[1024];
    negative[0] = (byte) 0x80;
    refuses(negative);
  }

  private static int bucket(int length) {
    return BUCKETS.stream().filter(size -> length <= size - 4).findFirst().orElseThrow();
  }

  private static void refuses(byte[] padded) {
    assertThatThrownBy(() -> Padding.unpad(padded)).isInstanceOf(SealBroken.class);
  }
}
