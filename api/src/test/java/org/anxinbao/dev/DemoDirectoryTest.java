package org.anxinbao.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.anxinbao.directory.DutyKeys;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.PrivateKey;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a first start leaves: people who can work, and nobody who reads more than they should. */
class DemoDirectoryTest extends ServerTest {
  @Test
  void shouldStaffEveryOfficeWithTwoHandlersAndAReviewer() throws Exception {
    assertThat(
            rows(
                """
                select organisation
                  from member
                 where organisation ~ '^(jm|pj|jh)-(safety|emergency|fire|housing|transport|urban)'
                 group by organisation
                having count(*) filter (where 'HANDLER' = any (roles)) = 2
                   and count(*) filter (where 'REVIEWER' = any (roles)) = 1
                """))
        .hasSize(19)
        .contains("jm-safety-committee", "jh-housing", "pj-urban-management");
  }

  @Test
  void shouldGiveEveryCaseOfficeAKeyThatSomebodyVouchedFor() throws Exception {
    assertThat(
            rows(
                "select organisation from organisation_key where duty = 'CASE' and vouched_by is"
                    + " not null"))
        .hasSize(21);
  }

  @ParameterizedTest
  @CsvSource({
    "jh-housing-1, CASE",
    "ent-jh-chemical-safety, CASE",
    "jm-custodian, CUSTODY",
    "jm-finance-1, FINANCE"
  })
  void shouldOpenTheOfficesKeyWithPassphraseAlone(String username, Duty duty) throws Exception {
    var account = server.account(username);
    try (var connection = server.asOwner();
        var query =
            connection.prepareStatement(
                """
                select member.id, member.public_key, salt, wrapped_key, totp, sealed,
                       organisation_key.public_key
                  from member
                  join key_holding on key_holding.member = member.id
                  join organisation_key
                    on organisation_key.organisation = key_holding.organisation
                   and organisation_key.duty = key_holding.duty
                   and organisation_key.version = key_holding.version
                 where username = ? and key_holding.duty = ?
                """)) {
      query.setString(1, username);
      query.setString(2, duty.name());
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        var id = row.getObject(1, UUID.class);
        var locked =
            new MemberKeys.Locked(
                row.getBytes(2), row.getBytes(3), row.getBytes(4), row.getBytes(5));
        var open = server.bean(MemberKeys.class).unlock(id, locked, account.passphrase());
        var where = DutyKeys.holding(account.organisation(), id, duty, 1);
        var key = PrivateKey.openWith(open.key(), row.getBytes(6), where);
        assertThat(key.publicKey().bytes()).isEqualTo(row.getBytes(7));
        assertThat(new Base32().encodeToString(open.totpSecret())).isEqualTo(account.totpSecret());
      }
    }
  }

  @Test
  @Tag("P2")
  void shouldGiveOperatorAndAuditorNoKey() throws Exception {
    assertThat(
            rows(
                """
                select username
                  from member
                  join key_holding on key_holding.member = member.id
                 where roles && array ['ADMIN', 'AUDITOR']
                """))
        .isEmpty();
  }

  @Test
  @Tag("P2")
  void shouldGiveNobodyARoleThatReadsTipsBesideOneThatMayNot() throws Exception {
    assertThat(
            rows(
                """
                select username
                  from member
                 where roles && array ['FINANCE', 'AUDITOR', 'ADMIN', 'CUSTODIAN']
                   and cardinality(roles) > 1
                """))
        .isEmpty();
  }

  @Test
  void shouldKeepTheAccountsOfTheFirstStart() throws Exception {
    var before = Files.readAllBytes(server.home().demoAccounts());

    server.bean(DemoDirectory.class).start();

    assertThat(Files.readAllBytes(server.home().demoAccounts())).isEqualTo(before);
    assertThat(rows("select username from member")).hasSize(server.accounts().size());
  }

  @Test
  void shouldLetTheApplicationOwnNothingAndRewriteNoTrail() throws Exception {
    assertThat(
            rows(
                "select relname from pg_class join pg_roles on pg_roles.oid = relowner"
                    + " where rolname = 'anxinbao_app'"))
        .isEmpty();
    try (var connection = server.postgres().asApplication().getConnection();
        var statement = connection.createStatement()) {
      for (var sql :
          List.of(
              "update audit_entry set reason = 'x'",
              "delete from audit_entry",
              "truncate audit_entry",
              "drop table tip",
              "create table mine ()")) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
      }
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    try (var connection = server.asOwner();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }
}
