package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.seal.SealedIdentity;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thief has every row and one side's private keys, and tries the name with them at each stage:
 * before anybody asked, while a request is open, and while the name is released.
 */
@Tag("P5")
class NameTest extends ServerTest {
  private static final String NAME = "欧阳金丝雀";
  private static final String CUSTODIAN = "jm-safety-committee-office";
  private static final Thief thief = new Thief(server);

  private static StolenKeys handler;
  private static StolenKeys colleague;
  private static StolenKeys custodian;

  private final Grants keyring = server.bean(Grants.class);
  private final UUID tip = named();

  @BeforeAll
  static void steal() {
    handler = StolenKeys.of(thief, FullRun.LEAD, Duty.CASE);
    colleague = StolenKeys.of(thief, "jh-housing-2", Duty.CASE);
    custodian = StolenKeys.of(thief, "jm-custodian", Duty.CUSTODY);
  }

  private static UUID named() {
    var tip = Reporter.scaffold("");
    tip.put("identity", Map.of("name", NAME, "phone", "13800138000"));
    return thief.tipOf(Reporter.arrives(server).submits(tip).receipt());
  }

  @Test
  void shouldOpenForNeitherSideBeforeAnybodyAsks() {
    var sealed = thief.bytes("select identity from tip where id = ?", tip);
    for (var key : custodian.all()) {
      closed(() -> SealedIdentity.open(sealed, key, tip));
      closed(() -> dataKey(keyring, handler, key));
    }
    var inner = SealedIdentity.takeOuterOff(sealed, dataKey(keyring, handler), tip);
    for (var key : handler.all()) {
      closed(() -> SealedIdentity.open(inner, key, tip));
    }
    assertThat(new String(SealedIdentity.open(inner, custodian.duty(), tip), UTF_8)).contains(NAME);
  }

  @Test
  void shouldOpenForNeitherSideWhileARequestIsOpen(@TempDir Path elsewhere) {
    var request = ask();
    var half = column("half", request);
    var without = new Grants(Keyring.open(elsewhere.resolve("keyring")));
    for (var key : custodian.all()) {
      closed(() -> requestKey(without, request, key));
      closed(() -> SealedIdentity.open(half, key, tip));
    }
    var inner = derived(request).open(half, request, "half", 0);
    for (var key : handler.all()) {
      closed(() -> SealedIdentity.open(inner, key, tip));
    }
  }

  /**
   * What the threat model says: the custodian's key and the keyring together, from a request on.
   */
  @Test
  void shouldOpenForTheCustodianWithTheKeyringFromTheRequestOn() {
    var request = ask();
    var key = requestKey(keyring, request, custodian.duty());
    var inner = key.open(column("half", request), request, "half", 0);
    assertThat(new String(SealedIdentity.open(inner, custodian.duty(), tip), UTF_8)).contains(NAME);
    closed(() -> key.open(thief.bytes("select body from tip where id = ?", tip), tip, "body", 0));
  }

  @Test
  void shouldOpenForWhoAskedAloneWhileItIsReleased() {
    var request = ask();
    var before = requestKey(keyring, request, custodian.duty());
    Officer.of(server, "jm-custodian")
        .http()
        .send(
            "POST",
            "/admin/api/v1/identity-requests/" + request + "/decision",
            Map.of("approve", true))
        .expect(200);
    var released = thief.bytes("select sealed from identity_release where request = ?", request);

    assertThat(thief.reads("select half from identity_request where id = ?", request))
        .containsExactly("null");
    for (var key : custodian.all()) {
      closed(() -> SealedIdentity.openReleased(released, key, before, request));
    }
    for (var key : colleague.all()) {
      closed(() -> SealedIdentity.openReleased(released, key, derived(request), request));
    }
    closed(() -> SealedIdentity.openReleased(released, handler.own(), DataKey.random(), request));
    var name = SealedIdentity.openReleased(released, handler.own(), derived(request), request);
    assertThat(new String(name, UTF_8)).contains(NAME);
  }

  private UUID ask() {
    var answer =
        Officer.of(server, FullRun.LEAD)
            .http()
            .send("POST", Officer.TIPS + "/" + tip + "/identity-requests", Map.of("reason", "证人"))
            .expect(201);
    return UUID.fromString(answer.json().get("id").asString());
  }

  private DataKey dataKey(Grants grants, StolenKeys office) {
    return dataKey(grants, office, office.duty());
  }

  private DataKey dataKey(Grants grants, StolenKeys office, PrivateKey with) {
    var sealed =
        thief.bytes(
            "select sealed from tip_grant where tip = ? and holder = ? and epoch = 0",
            tip,
            office.organisation());
    return grants.open(sealed, with, tip, office.organisation(), 0);
  }

  /** As a reader of the tip comes to it. */
  private DataKey derived(UUID request) {
    return dataKey(keyring, handler).derive("identity request " + request);
  }

  /** As the custodian comes to it. */
  private static DataKey requestKey(Grants grants, UUID request, PrivateKey with) {
    return grants.open(column("custody", request), with, request, CUSTODIAN, 0);
  }

  private static byte[] column(String name, UUID request) {
    return thief.bytes("select " + name + " from identity_request where id = ?", request);
  }

  private static void closed(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(SealBroken.class);
  }
}
