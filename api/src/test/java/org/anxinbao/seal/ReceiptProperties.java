package org.anxinbao.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.anxinbao.seal.Receipt.InvalidReceipt;

class ReceiptProperties {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Property(tries = 200)
  void shouldOpenTheSameMailboxHoweverItIsTyped(@ForAll("receipts") Receipt receipt) {
    String text = receipt.text();
    assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}");
    opens(text, receipt);
    opens(text.toLowerCase(Locale.ROOT), receipt);
    opens(" " + text.replace("-", "  ") + " ", receipt);
    opens(text.replace("-", ""), receipt);
    opens(text.replace('0', 'O').replace('1', 'I'), receipt);
    opens(text.replace('0', 'o').replace('1', 'l'), receipt);
  }

  /** The checksum is 25 bits: one in 33 million mistakes slips through, none of these samples. */
  @Property(tries = 20)
  void shouldNoticeAnySymbolMistyped(@ForAll("receipts") Receipt receipt) {
    String text = receipt.text().replace("-", "");
    for (int at = 0; at < text.length(); at++) {
      for (int symbol = 0; symbol < ALPHABET.length(); symbol++) {
        char other = ALPHABET.charAt(symbol);
        if (other != text.charAt(at)) {
          refuses(text.substring(0, at) + other + text.substring(at + 1));
        }
      }
    }
  }

  @Property(tries = 100)
  void shouldNoticeNeighboursExchanged(@ForAll("receipts") Receipt receipt) {
    String text = receipt.text().replace("-", "");
    for (int at = 0; at + 1 < text.length(); at++) {
      char one = text.charAt(at);
      char two = text.charAt(at + 1);
      if (one != two) {
        refuses(text.substring(0, at) + two + one + text.substring(at + 2));
      }
    }
  }

  @Property
  void shouldRefuseWhatIsNoReceipt(@ForAll String noise) {
    refuses(noise);
  }

  @Property(tries = 50)
  void shouldRefuseAMissingASurplusAndAForeignSymbol(@ForAll("receipts") Receipt receipt) {
    String text = receipt.text();
    refuses(text.substring(1));
    refuses(text + "0");
    refuses("U" + text.substring(1));
    refuses("u" + text.substring(1));
    refuses("_" + text.substring(1));
    refuses("\uff10" + text.substring(1));
  }

  @Property(tries = 50)
  void shouldDeriveKeysThatHaveNothingInCommon(@ForAll("receipts") Receipt receipt) {
    assertThat(receipt.wrappingKey().bytes())
        .isEqualTo(Receipt.parse(receipt.text()).wrappingKey().bytes())
        .isNotEqualTo(receipt.derive("wrap").bytes());
    assertThat(receipt.mailbox().text())
        .isNotEqualTo(new MailboxId(receipt.derive("mailbox").bytes()).text())
        .isNotEqualTo(new MailboxId(receipt.wrappingKey().bytes()).text());
    assertThat(receipt.derive("a").bytes()).isNotEqualTo(receipt.derive("b").bytes());
    assertThat(receipt.mailbox()).isNotEqualTo(Receipt.random().mailbox());
  }

  /** Frozen: receipts on paper must open for ever, and the clients compute the same. */
  @Example
  void shouldKeepItsFormat() {
    Receipt receipt = Receipt.parse(VECTOR);
    assertThat(receipt.text()).isEqualTo(VECTOR);
    assertThat(receipt.mailbox().text()).isEqualTo(VECTOR_MAILBOX);
  }

  private static final String VECTOR = "01234-56789-ABCDE-FGHJK-MNPQR-PQ3ZK";
  private static final String VECTOR_MAILBOX = "cbonAMrogn0s7DgEZWrCJd2PeH3Kk8RnYDzWklh0uLY";

  @Provide
  Arbitrary<Receipt> receipts() {
    return Arbitraries.create(Receipt::random);
  }

  private static void opens(String typed, Receipt receipt) {
    assertThat(Receipt.parse(typed).mailbox()).isEqualTo(receipt.mailbox());
  }

  private static void refuses(String typed) {
    assertThatThrownBy(() -> Receipt.parse(typed)).isInstanceOf(InvalidReceipt.class);
  }
}
