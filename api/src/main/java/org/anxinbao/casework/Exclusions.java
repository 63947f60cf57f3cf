package org.anxinbao.casework;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Padding;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The offices that a reporter keeps away from a tip: needed at each later routing, shown to nobody,
 * sealed under the server's keys alone.
 */
@Component
public class Exclusions {
  private final Keyring keyring;
  private final JsonMapper json;

  Exclusions(Keyring keyring, JsonMapper json) {
    this.keyring = keyring;
    this.json = json;
  }

  public byte[] seal(Set<String> organisations, UUID tip, YearMonth month) {
    var padded = Padding.pad(json.writeValueAsBytes(organisations));
    return keyring.sealMonth(keyring.sealWake(padded, where(tip)), month, where(tip));
  }

  public Set<String> open(byte[] sealed, UUID tip) {
    var padded = keyring.openWake(keyring.openMonth(sealed, where(tip)), where(tip));
    return Set.copyOf(Arrays.asList(json.readValue(Padding.unpad(padded), String[].class)));
  }

  private static Context where(UUID tip) {
    return Context.tip(tip, "excluded", 0);
  }
}
