package org.anxinbao.casework;

import static org.anxinbao.casework.IdentityRequest.State.LAPSED;
import static org.anxinbao.casework.IdentityRequest.State.OPEN;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anxinbao.web.Role;

/** Who may ask for a name, and who may decide: no clock, no database, no Reactor. */
final class IdentityRules {
  private IdentityRules() {}

  enum Refusal {
    NO_IDENTITY,
    NOT_YOUR_ROLE,
    NOT_FOR_THE_ENTERPRISE,
    WITHDRAWN,
    ALREADY_ASKED,
    ALREADY_RELEASED,
    ALREADY_DECIDED,
    LAPSED,
    NEEDS_A_SECOND_PERSON
  }

  /**
   * Why this officer may not ask now. An enterprise reads the names of signed reports and no others
   * (RULES §1).
   *
   * @param given whether there is a name
   * @param before all requests of the tip
   */
  static Optional<Refusal> asking(
      Tip tip, boolean given, List<IdentityRequest> before, Casework.Officer by) {
    var own = before.stream().filter(request -> request.isBy(by.id())).toList();
    if (!by.roles().contains(Role.HANDLER)) {
      return Optional.of(Refusal.NOT_YOUR_ROLE);
    }
    if (!given) {
      return Optional.of(Refusal.NO_IDENTITY);
    }
    if (by.organisation().equals(tip.facts().enterprise())) {
      return Optional.of(Refusal.NOT_FOR_THE_ENTERPRISE);
    }
    if (tip.status() == Status.WITHDRAWN) {
      return Optional.of(Refusal.WITHDRAWN);
    }
    if (own.stream().anyMatch(request -> request.state() == OPEN)) {
      return Optional.of(Refusal.ALREADY_ASKED);
    }
    return own.stream().anyMatch(request -> request.expiresAt() != null)
        ? Optional.of(Refusal.ALREADY_RELEASED)
        : Optional.empty();
  }

  /**
   * Why this custodian may not decide now.
   *
   * @param alive whether the office still reads the tip, and the reporter has not taken it back
   */
  static Optional<Refusal> deciding(IdentityRequest request, boolean alive, UUID by) {
    if (request.isBy(by)) {
      return Optional.of(Refusal.NEEDS_A_SECOND_PERSON);
    }
    if (request.state() == LAPSED || (request.state() == OPEN && !alive)) {
      return Optional.of(Refusal.LAPSED);
    }
    return request.state() == OPEN ? Optional.empty() : Optional.of(Refusal.ALREADY_DECIDED);
  }
}
