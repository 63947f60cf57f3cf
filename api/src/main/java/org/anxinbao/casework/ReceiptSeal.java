package org.anxinbao.casework;

import java.time.YearMonth;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Padding;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What only the receipt opens again: padded, under the receipt's key, and around it the month's.
 */
@Component
public class ReceiptSeal {
  private final Keyring keyring;
  private final JsonMapper json;

  ReceiptSeal(Keyring keyring, JsonMapper json) {
    this.keyring = keyring;
    this.json = json;
  }

  public byte[] seal(Object content, Receipt receipt, YearMonth month, Context where) {
    var padded = Padding.pad(json.writeValueAsBytes(content));
    return keyring.sealMonth(receipt.wrappingKey().seal(padded, where), month, where);
  }

  /**
   * @throws SealBroken if it does not open here
   */
  public <T> T open(byte[] sealed, Receipt receipt, Context where, Class<T> type) {
    var padded = receipt.wrappingKey().open(keyring.openMonth(sealed, where), where);
    return json.readValue(Padding.unpad(padded), type);
  }
}
