package org.anxinbao.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

@Tag("P9")
class PadmeTest {
  @Property
  void shouldNeverShortenAndCostAtMostTwelvePercent(
      @ForAll @LongRange(min = 0, max = 1L << 40) long length) {
    assertThat(Padme.padded(length)).isBetween(length, length + length * 12 / 100);
  }

  @Property
  void shouldKeepOrderAndBeStable(
      @ForAll @LongRange(min = 0, max = 1L << 40) long one,
      @ForAll @LongRange(min = 0, max = 1L << 40) long other) {
    assertThat(Padme.padded(Math.min(one, other)))
        .isLessThanOrEqualTo(Padme.padded(Math.max(one, other)));
    assertThat(Padme.padded(Padme.padded(one))).isEqualTo(Padme.padded(one));
  }

  /** A megabyte's worth of lengths falls into few classes: log log n bits, not log n. */
  @Property(tries = 50)
  void shouldHideTheLengthWithinItsClass(@ForAll @LongRange(min = 16, max = 30) long exponent) {
    long start = 1L << exponent;
    long step = start / 4_096;
    long classes =
        LongStream.range(0, 4_096).map(i -> Padme.padded(start + i * step)).distinct().count();
    assertThat(classes).isLessThanOrEqualTo(33);
  }
}
