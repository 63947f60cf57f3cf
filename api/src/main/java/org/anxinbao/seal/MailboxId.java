package org.anxinbao.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A mailbox's 32-byte identifier, derived from the receipt. Only its hash is stored. */
public final class MailboxId {
  private static final int BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] bytes;

  MailboxId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException unless 32 bytes of base64url without padding (43 characters)
   */
  public static MailboxId parse(String base64url) {
    // Decoding forgives padding and stray last bits; one mailbox has one text.
    if (base64url.length() == 43) {
      byte[] bytes = Base64.getUrlDecoder().decode(base64url);
      if (bytes.length == BYTES && ENCODER.encodeToString(bytes).equals(base64url)) {
        return new MailboxId(bytes);
      }
    }
    throw new IllegalArgumentException("not a mailbox");
  }

  public String text() {
    return ENCODER.encodeToString(bytes);
  }

  /** SHA-256, 32 bytes: what the database keeps. */
  public byte[] hash() {
    return Primitives.sha256(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MailboxId that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "MailboxId";
  }
}
