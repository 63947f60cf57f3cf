package org.anxinbao.seal;

import java.time.YearMonth;
import java.util.UUID;

/**
 * A grant is a data key sealed to a holder's public key (HPKE, context (tip, holder, epoch)), in a
 * dormant grant under the wake layer too, and always under the month's layer.
 */
public final class Grants {
  /** Length of every grant that is awake. */
  public static final int BYTES = SymmetricKey.BYTES + PublicKey.OVERHEAD + Keyring.LAYER;

  /** Length of every dormant grant. */
  public static final int DORMANT_BYTES = BYTES + Keyring.LAYER;

  private final Keyring keyring;

  public Grants(Keyring keyring) {
    this.keyring = keyring;
  }

  public byte[] seal(
      DataKey key, PublicKey to, UUID tip, String holder, int epoch, YearMonth month) {
    Context where = where(tip, holder, epoch);
    return keyring.sealMonth(to.seal(key.bytes(), where), month, where);
  }

  public byte[] sealDormant(
      DataKey key, PublicKey to, UUID tip, String holder, int epoch, YearMonth month) {
    Context where = where(tip, holder, epoch);
    return keyring.sealMonth(keyring.sealWake(to.seal(key.bytes(), where), where), month, where);
  }

  /**
   * Takes the wake layer off; the month's layer stays.
   *
   * @throws SealBroken if it is not a dormant grant of this place
   */
  public byte[] wake(byte[] dormant, UUID tip, String holder, int epoch) {
    Context where = where(tip, holder, epoch);
    return keyring.sealMonth(
        keyring.openWake(keyring.openMonth(dormant, where), where),
        Keyring.monthOf(dormant),
        where);
  }

  /** Moves a grant of either kind under a later month's key; needs no other key. */
  public byte[] move(byte[] grant, UUID tip, String holder, int epoch, YearMonth to) {
    return keyring.moveMonth(grant, to, where(tip, holder, epoch));
  }

  /**
   * Opens a grant that is awake, with its holder's key.
   *
   * @throws SealBroken also for a dormant grant
   */
  public DataKey open(byte[] grant, PrivateKey with, UUID tip, String holder, int epoch) {
    Context where = where(tip, holder, epoch);
    return DataKey.of(with.open(keyring.openMonth(grant, where), where));
  }

  private static Context where(UUID tip, String holder, int epoch) {
    return new Context("grant", tip.toString(), holder, epoch);
  }
}
