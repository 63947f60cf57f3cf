package org.anxinbao.casework;

import java.util.List;
import java.util.UUID;
import org.anxinbao.casework.TipContent.Identity;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.Padding;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;
import org.anxinbao.seal.SealBroken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The name under a signed internal report, sealed to the enterprise's CASE key: it says thanks and
 * pays. Whoever else comes to read the report does not read the name.
 */
public final class SignedName {
  private SignedName() {}

  public static byte[] seal(Identity name, PublicKey enterprise, UUID tip, JsonMapper json) {
    return enterprise.seal(Padding.pad(json.writeValueAsBytes(name)), where(tip));
  }

  /**
   * @param keys the enterprise's, of which one must open it
   * @throws SealBroken if none does
   */
  static Identity open(byte[] sealed, List<PrivateKey> keys, UUID tip, JsonMapper json) {
    for (var key : keys) {
      try {
        return json.readValue(Padding.unpad(key.open(sealed, where(tip))), Identity.class);
      } catch (SealBroken _) {
        // An older name opens with an older key.
      }
    }
    throw new SealBroken();
  }

  private static Context where(UUID tip) {
    return Context.tip(tip, "signed name", 0);
  }
}
