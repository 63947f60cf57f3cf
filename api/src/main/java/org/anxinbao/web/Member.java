package org.anxinbao.web;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.seal.PrivateKey;

/**
 * The signed-in member of a department or enterprise, as a controller's argument.
 *
 * @param organisation the organisation's code
 * @param key the member's own private key, open for this request only
 * @param expiresAt when the session ends at the latest
 */
public record Member(
    UUID id, String name, String organisation, Set<Role> roles, PrivateKey key, Instant expiresAt) {

  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return "Member[" + id + "]";
  }
}
