package org.anxinbao.casework;

import java.time.YearMonth;
import java.util.UUID;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.Receipt;
import org.springframework.stereotype.Component;

/**
 * The reporter's key pair: made at submission, its private half wrapped under the receipt's key and
 * the month's. Its public half lets offices give a new data key to the mailbox without the receipt.
 */
@Component
public class ReporterKeys {
  /** The holder's name in the reporter's grants; no organisation has it. */
  public static final String HOLDER = "reporter";

  private final Keyring keyring;

  ReporterKeys(Keyring keyring) {
    this.keyring = keyring;
  }

  public byte[] wrap(PrivateKey key, Receipt receipt, UUID tip, YearMonth month) {
    return keyring.sealMonth(key.wrap(receipt.wrappingKey(), where(tip)), month, where(tip));
  }

  PrivateKey unwrap(byte[] wrapped, Receipt receipt, UUID tip) {
    return PrivateKey.unwrap(
        keyring.openMonth(wrapped, where(tip)), receipt.wrappingKey(), where(tip));
  }

  private static Context where(UUID tip) {
    return Context.tip(tip, HOLDER, 0);
  }
}
