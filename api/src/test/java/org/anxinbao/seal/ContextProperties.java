package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("P10")
class ContextProperties {
  /** Short parts of few letters, so that places which look alike are common. */
  @Provide
  static Arbitrary<Context> anyPlace() {
    Arbitrary<String> part = Arbitraries.strings().withChars('a', '-', '\0', '报').ofMaxLength(3);
    Arbitrary<Long> sequence = Arbitraries.longs().between(-1, 3);
    return Combinators.combine(part, part, part, sequence).as(Context::new);
  }

  @Property
  void shouldEncodeDifferentPlacesDifferently(
      @ForAll("anyPlace") Context one, @ForAll("anyPlace") Context other) {
    assertThat(Arrays.equals(one.bytes(), other.bytes())).isEqualTo(one.equals(other));
  }

  @Example
  void shouldNotBeFooledByMovedBorders() {
    assertThat(new Context("ti", "pa", "b", 0).bytes())
        .isNotEqualTo(new Context("tip", "a", "b", 0).bytes());
    assertThat(new Context("tip", "", "ab", 0).bytes())
        .isNotEqualTo(new Context("tip", "ab", "", 0).bytes());
  }
}
