package org.anxinbao.access;

import java.security.MessageDigest;
import org.anxinbao.seal.MailboxId;

/**
 * Leave to fill one mailbox, carried in {@code X-Permit}. As a controller's argument it is required
 * (401 {@code permit-required}); as {@code Optional<Permit>} an absent, expired or invalid one is
 * empty, because repeating what is stored needs none.
 */
public final class Permit {
  private final byte[] mailboxHash;

  Permit(byte[] mailboxHash) {
    this.mailboxHash = mailboxHash.clone();
  }

  /** SHA-256 of the mailbox's identifier, 32 bytes. */
  public byte[] mailboxHash() {
    return mailboxHash.clone();
  }

  /** A permit is for its own mailbox only; whoever uses one checks this. */
  public boolean isFor(MailboxId mailbox) {
    return MessageDigest.isEqual(mailboxHash, mailbox.hash());
  }
}
