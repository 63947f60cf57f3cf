package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {
  @RepeatedTest(50)
  void shouldOfferOnesThatAreStrongAndEasyToType() {
    String offered = Passphrase.generate();
    assertThat(offered).matches("([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}");
    assertThat(Passphrase.isStrong(offered)).isTrue();
    assertThat(Passphrase.generate()).isNotEqualTo(offered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse battery", "江门的夏天雨下得又大又久真烦人", "tR4!kdP09xQz", "Stille Nacht 1818"})
  void shouldTakeAStrongOne(String chosen) {
    assertThat(Passphrase.isStrong(chosen)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "elevenchars",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "tiger7tiger7tiger7",
        "abcdefghijklmnop",
        "0123456789012345",
        "zyxwvutsrqponmlk",
        "一二三一二三一二三一二三",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10\uff11\uff12"
      })
  void shouldRefuseAWeakOne(String chosen) {
    assertThat(Passphrase.isStrong(chosen)).isFalse();
  }
}
