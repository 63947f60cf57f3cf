package org.anxinbao.storage.clean.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void shouldConvertWhatIsNotSrgb() {
    assertThat(Profile.toSrgb(DisplayP3.PROFILE, 3)).isNotNull();
    assertThat(Profile.toSrgb(java(ColorSpace.CS_LINEAR_RGB), 3)).isNotNull();
    assertThat(Profile.toSrgb(java(ColorSpace.CS_GRAY), 1)).isNotNull();
  }

  @Test
  void shouldLeaveOutWhatChangesNothingOrMakesNoSense() {
    assertThat(Profile.toSrgb(java(ColorSpace.CS_sRGB), 3)).isNull();
    assertThat(Profile.toSrgb(DisplayP3.PROFILE, 1)).isNull();
    assertThat(Profile.toSrgb(new byte[0], 3)).isNull();
    assertThat(Profile.toSrgb(new byte[200], 3)).isNull();
    assertThat(Profile.toSrgb(Arrays.copyOf(DisplayP3.PROFILE, 300), 3)).isNull();
    assertThat(Profile.toSrgb(new byte[Profile.MOST_BYTES + 1], 3)).isNull();
  }

  private static byte[] java(int colours) {
    return ICC_Profile.getInstance(colours).getData();
  }
}
