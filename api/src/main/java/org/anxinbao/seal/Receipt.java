package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The reporter's secret (查询码): 125 random bits and a 25-bit unkeyed checksum, Crockford base32 in
 * six groups of five. Never stored. Case, O/0 and I/L/1 are the same; spaces and hyphens are
 * ignored.
 *
 * <p>The checksum is the first 25 bits of SHA-256("anxinbao receipt v1" ‖ the 25 payload symbols in
 * ASCII), so that a phone can tell a mistyped receipt by itself. Keys come by HKDF-SHA256 from the
 * payload's 125 bits and three zero bits, 16 bytes.
 */
public final class Receipt {
  private static final int PAYLOAD = 25;
  private static final int CHECKSUM = 5;
  private static final int SYMBOLS = PAYLOAD + CHECKSUM;
  private static final String LABEL = "anxinbao receipt v1";

  private final String payload;
  private final MailboxId mailbox;

  private Receipt(String payload) {
    this.payload = payload;
    this.mailbox = new MailboxId(hkdf(LABEL + " mailbox"));
  }

  public static Receipt random() {
    return new Receipt(Crockford.encode(Primitives.random(16), PAYLOAD));
  }

  /**
   * Reads a receipt as a person types it.
   *
   * @throws InvalidReceipt for a wrong length, alphabet or checksum
   */
  public static Receipt parse(String text) {
    StringBuilder symbols = new StringBuilder(SYMBOLS);
    for (int i = 0; i < text.length(); i++) {
      char typed = text.charAt(i);
      if (typed == ' ' || typed == '-') {
        continue;
      }
      int value = Crockford.value(typed);
      if (value < 0 || symbols.length() == SYMBOLS) {
        throw new InvalidReceipt();
      }
      symbols.append(Crockford.symbol(value));
    }
    if (symbols.length() != SYMBOLS) {
      throw new InvalidReceipt();
    }
    String payload = symbols.substring(0, PAYLOAD);
    if (!checksum(payload).contentEquals(symbols.substring(PAYLOAD))) {
      throw new InvalidReceipt();
    }
    return new Receipt(payload);
  }

  /** {@code 7KQ2M-…}; the only way to see it. */
  public String text() {
    return Crockford.grouped(payload + checksum(payload), 5);
  }

  /** HKDF label "mailbox". */
  public MailboxId mailbox() {
    return mailbox;
  }

  /** HKDF label "wrap": wraps the reporter's private key and evidence keys before submission. */
  public SymmetricKey wrappingKey() {
    return SymmetricKey.of(hkdf(LABEL + " wrap"));
  }

  /**
   * HKDF label {@code label}: for fingerprints and salts that only the receipt's holder can redo.
   * Never equal to the mailbox's or the wrapping key.
   */
  public SymmetricKey derive(String label) {
    return SymmetricKey.of(hkdf(LABEL + " derive " + label));
  }

  private byte[] hkdf(String info) {
    return Primitives.hkdf(Crockford.decode(payload), info.getBytes(UTF_8), SymmetricKey.BYTES);
  }

  private static String checksum(String payload) {
    return Crockford.encode(Primitives.sha256((LABEL + payload).getBytes(US_ASCII)), CHECKSUM);
  }

  @Override
  public String toString() {
    return "Receipt";
  }

  /** A mistyped receipt: the phone could have known. */
  public static final class InvalidReceipt extends RuntimeException {
    public InvalidReceipt() {
      super("invalid receipt", null, false, false);
    }
  }
}
