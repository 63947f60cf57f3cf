package org.anxinbao.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anxinbao.casework.IdentityRequest.State;
import org.jspecify.annotations.Nullable;

/** What callers see of requests for a name; field names are the contract's. */
final class IdentityViews {
  private IdentityViews() {}

  /**
   * On an office's tip.
   *
   * @param mayRequest whether this member may ask now
   * @param requests of this member's office
   */
  record IdentityStanding(boolean mayRequest, List<OfficeRequest> requests) {}

  /**
   * @param decision the custodian's reason
   * @param expiresAt while the name is released, to the member who asked alone
   */
  record OfficeRequest(
      UUID id,
      State state,
      LocalDate askedOn,
      @Nullable String member,
      boolean byYou,
      String reason,
      @Nullable LocalDate decidedOn,
      @Nullable String decision,
      @Nullable Instant expiresAt) {
    @Override
    public String toString() {
      return "OfficeRequest[" + id + "]";
    }
  }

  /**
   * What the custodian sees: not the tip, not the name.
   *
   * @param organisation of who asks
   * @param reason null if what is stored does not open
   */
  record CustodyRequest(
      UUID id,
      State state,
      LocalDate askedOn,
      String organisation,
      @Nullable String member,
      @Nullable String reason,
      @Nullable LocalDate decidedOn,
      @Nullable String decision,
      @Nullable Instant expiresAt) {
    @Override
    public String toString() {
      return "CustodyRequest[" + id + "]";
    }
  }

  record ReleasedIdentity(String name, String phone, Instant expiresAt) {
    @Override
    public String toString() {
      return "ReleasedIdentity";
    }
  }

  /**
   * What the reporter sees was done with the name.
   *
   * @param organisation of who asked
   * @param reason why it was asked for
   */
  record IdentityStep(Act act, String organisation, String reason) {
    enum Act {
      REQUESTED,
      APPROVED,
      REFUSED,
      LAPSED
    }

    @Override
    public String toString() {
      return "IdentityStep[" + act + "]";
    }
  }
}
