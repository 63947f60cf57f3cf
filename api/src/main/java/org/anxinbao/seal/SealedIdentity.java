package org.anxinbao.seal;

import java.util.UUID;

/**
 * A reporter's name under two keys: the custodian's CUSTODY key within, the tip's data key without.
 * Neither the office nor the custodian opens it alone. Padded, so that its length says nothing.
 */
public final class SealedIdentity {
  private SealedIdentity() {}

  private static final String FIELD = "identity";
  private static final String RELEASE = "release";

  public static byte[] seal(byte[] identity, PublicKey custodian, DataKey key, UUID tip) {
    byte[] inner = custodian.seal(Padding.pad(identity), Context.tip(tip, FIELD, 0));
    return key.seal(inner, tip, FIELD, 0);
  }

  /**
   * The office's half: what remains is for the custodian alone.
   *
   * @throws SealBroken if it does not open here
   */
  public static byte[] takeOuterOff(byte[] sealed, DataKey key, UUID tip) {
    return key.open(sealed, tip, FIELD, 0);
  }

  /**
   * The custodian's half.
   *
   * @throws SealBroken if it does not open here
   */
  public static byte[] open(byte[] inner, PrivateKey custodian, UUID tip) {
    return Padding.unpad(custodian.open(inner, Context.tip(tip, FIELD, 0)));
  }

  /**
   * What an approval leaves: the name for one member, who needs the request's key too.
   *
   * @param request the key of the request that was approved
   */
  public static byte[] release(byte[] identity, PublicKey to, DataKey request, UUID id) {
    return request.seal(to.seal(Padding.pad(identity), released(id)), id, RELEASE, 0);
  }

  /**
   * @throws SealBroken if it does not open here
   */
  public static byte[] openReleased(byte[] sealed, PrivateKey member, DataKey request, UUID id) {
    return Padding.unpad(member.open(request.open(sealed, id, RELEASE, 0), released(id)));
  }

  private static Context released(UUID request) {
    return new Context("identity request", request.toString(), RELEASE, 0);
  }
}
