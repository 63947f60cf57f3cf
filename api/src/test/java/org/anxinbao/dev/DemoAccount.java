package org.anxinbao.dev;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of demo-accounts.json.
 *
 * @param totpSecret base32 (RFC 4648), as authenticator apps take it
 */
public record DemoAccount(
    String username,
    String passphrase,
    String totpSecret,
    String organisation,
    List<String> roles) {
  private static final JsonMapper JSON = new JsonMapper();

  public static List<DemoAccount> read(Path file) {
    return JSON.readValue(file, new TypeReference<>() {});
  }

  static byte[] write(List<DemoAccount> accounts) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(accounts);
  }

  @Override
  public String toString() {
    return "DemoAccount[" + username + "]";
  }
}
