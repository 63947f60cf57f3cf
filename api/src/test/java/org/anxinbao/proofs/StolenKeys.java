package org.anxinbao.proofs;

import java.util.List;
import java.util.UUID;
import org.anxinbao.directory.DutyKeys;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.PrivateKey;

/**
 * The private keys of one member: what a thief has who took the database, and the passphrase and
 * the pepper too.
 *
 * @param duty of the organisation, which this member holds
 */
record StolenKeys(String organisation, PrivateKey own, PrivateKey duty) {

  static StolenKeys of(Thief thief, String username, Duty duty) {
    var account = thief.server().account(username);
    var member =
        UUID.fromString(
            thief.reads("select id from member where username = ?", username).getFirst());
    var own =
        thief
            .server()
            .bean(MemberKeys.class)
            .unlock(member, locked(thief, member), account.passphrase())
            .key();
    var office = account.organisation();
    var sealed =
        thief.bytes(
            "select sealed from key_holding where member = ? and duty = ?", member, duty.name());
    return new StolenKeys(
        office, own, PrivateKey.openWith(own, sealed, DutyKeys.holding(office, member, duty, 1)));
  }

  List<PrivateKey> all() {
    return List.of(own, duty);
  }

  private static MemberKeys.Locked locked(Thief thief, UUID member) {
    return new MemberKeys.Locked(
        column(thief, "public_key", member),
        column(thief, "salt", member),
        column(thief, "wrapped_key", member),
        column(thief, "totp", member));
  }

  private static byte[] column(Thief thief, String name, UUID member) {
    return thief.bytes("select " + name + " from member where id = ?", member);
  }
}
