package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxIdTest {
  @Test
  void shouldBeReadFromItsText() {
    MailboxId mailbox = Receipt.random().mailbox();
    assertThat(MailboxId.parse(mailbox.text())).isEqualTo(mailbox).hasSameHashCodeAs(mailbox);
    assertThat(MailboxId.parse(mailbox.text()).hash()).isEqualTo(mailbox.hash()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", // stray last bits: a second text for one id
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "\u6c49AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void shouldRefuseOtherTexts(String text) {
    assertThatThrownBy(() -> MailboxId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
