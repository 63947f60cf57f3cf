package org.anxinbao.casework;

import static org.anxinbao.casework.Cases.LI;
import static org.anxinbao.casework.Cases.SOMEBODY_ELSE;
import static org.anxinbao.casework.Cases.TODAY;
import static org.anxinbao.casework.Cases.WANG;
import static org.anxinbao.casework.IdentityRules.Refusal.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anxinbao.casework.IdentityRequest.Asker;
import org.anxinbao.casework.IdentityRequest.State;
import org.anxinbao.web.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P5")
class IdentityRulesTest {
  private static final UUID CUSTODIAN = UUID.randomUUID();

  @Test
  void shouldLetAHandlerAsk() {
    assertThat(asking(LI)).isEmpty();
    assertThat(asking(LI, request(State.REFUSED, null), request(State.LAPSED, null))).isEmpty();
    assertThat(asking(LI, request(State.APPROVED, null))).as("it has expired").isEmpty();
    assertThat(asking(SOMEBODY_ELSE, request(State.OPEN, null)))
        .as("a request of others")
        .isEmpty();
  }

  @Test
  void shouldRefuseToAsk() {
    assertThat(asking(WANG)).contains(NOT_YOUR_ROLE);
    assertThat(IdentityRules.asking(Cases.submitted(), false, List.of(), LI)).contains(NO_IDENTITY);
    assertThat(asking(LI, request(State.OPEN, null))).contains(ALREADY_ASKED);
    assertThat(asking(LI, request(State.APPROVED, Instant.MAX))).contains(ALREADY_RELEASED);
    var withdrawn = Cases.on(TODAY).withdrawn(Cases.submitted());
    assertThat(IdentityRules.asking(withdrawn, true, List.of(), LI)).contains(WITHDRAWN);
    var internal = Cases.submitted(Channel.INTERNAL, Cases.ENTERPRISE);
    var safety = Cases.officer(Cases.ENTERPRISE, Role.HANDLER, Role.SAFETY_OFFICER);
    assertThat(IdentityRules.asking(internal, true, List.of(), safety))
        .contains(NOT_FOR_THE_ENTERPRISE);
    assertThat(IdentityRules.asking(internal, true, List.of(), LI)).isEmpty();
  }

  @Test
  void shouldLetAnotherPersonDecideOnce() {
    assertThat(IdentityRules.deciding(request(State.OPEN, null), true, CUSTODIAN)).isEmpty();
    assertThat(IdentityRules.deciding(request(State.OPEN, null), true, LI.id()))
        .contains(NEEDS_A_SECOND_PERSON);
    for (var decided : List.of(State.APPROVED, State.REFUSED)) {
      assertThat(IdentityRules.deciding(request(decided, null), true, CUSTODIAN))
          .contains(ALREADY_DECIDED);
    }
    assertThat(IdentityRules.deciding(request(State.LAPSED, null), true, CUSTODIAN))
        .contains(LAPSED);
    assertThat(IdentityRules.deciding(request(State.OPEN, null), false, CUSTODIAN))
        .as("its office lost the tip")
        .contains(LAPSED);
  }

  private static Optional<IdentityRules.Refusal> asking(
      Casework.Officer by, IdentityRequest... before) {
    return IdentityRules.asking(Cases.submitted(), true, List.of(before), by);
  }

  private static IdentityRequest request(State state, @Nullable Instant expiresAt) {
    return new IdentityRequest(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "jm-safety-committee-office",
        new Asker(LI.id(), LI.organisation(), "李"),
        0,
        state,
        TODAY,
        null,
        expiresAt,
        new IdentityRequest.Sealed(new byte[0], new byte[0], null, null));
  }
}
