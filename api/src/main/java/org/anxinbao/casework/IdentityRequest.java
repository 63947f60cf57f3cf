package org.anxinbao.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A handler asks for the name that a reporter left with a custodian.
 *
 * @param custodian the organisation that decides
 * @param epoch of the tip's data key that the request's key is derived from
 * @param expiresAt while the name is released
 */
record IdentityRequest(
    UUID id,
    UUID tip,
    String custodian,
    Asker by,
    int epoch,
    State state,
    LocalDate askedOn,
    @Nullable LocalDate decidedOn,
    @Nullable Instant expiresAt,
    Sealed sealed) {

  enum State {
    OPEN,
    APPROVED,
    REFUSED,
    /** The office lost the tip, or the reporter took it back, before anybody decided. */
    LAPSED
  }

  /**
   * @param name as the directory has it now
   */
  record Asker(UUID member, String organisation, @Nullable String name) {}

  /**
   * @param custody the request's key, granted to the custodian
   * @param asked {@link Asked}
   * @param half the name without the tip's layer, until somebody decided
   * @param decided the custodian's reason
   */
  record Sealed(byte[] custody, byte[] asked, byte @Nullable [] half, byte @Nullable [] decided) {}

  /**
   * What was asked, sealed: a changed row makes nobody else the asker.
   *
   * @param key the asker's public key, to which the name will be sealed
   */
  record Asked(String reason, UUID member, String organisation, byte[] key) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  boolean isBy(UUID member) {
    return by.member().equals(member);
  }

  boolean isOf(String organisation) {
    return by.organisation().equals(organisation);
  }
}
