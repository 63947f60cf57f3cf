package org.anxinbao.dev;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.anxinbao.directory.DutyKeys;
import org.anxinbao.directory.Organisation;
import org.anxinbao.seal.PrivateKey;

/** The rows of the demo directory, written as the application's role. */
final class DemoTables {
  private static final int FIRST_VERSION = 1;

  private final Connection connection;

  DemoTables(Connection connection) {
    this.connection = connection;
  }

  void enterprises(List<DemoStaff.Enterprise> enterprises) throws SQLException {
    insert(
        """
        insert into organisation
               (code, name_zh, name_en, short_name, kind, line, area, parent, credit_code)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        enterprises,
        (row, enterprise) -> {
          row.setString(1, enterprise.code());
          row.setString(2, enterprise.name());
          row.setString(3, enterprise.english());
          row.setString(4, enterprise.name());
          row.setString(5, Organisation.ENTERPRISE);
          row.setString(6, Organisation.ENTERPRISE);
          row.setString(7, enterprise.area());
          row.setString(8, enterprise.district() + "-safety-committee-office");
          row.setString(9, enterprise.creditCode());
        });
  }

  void organisationKeys(Map<DemoStaff.OfficeKey, PrivateKey> keys) throws SQLException {
    insert(
        """
        insert into organisation_key (organisation, duty, version, public_key, vouched_by)
        values (?, ?, ?, ?, ?)
        """,
        List.copyOf(keys.entrySet()),
        (row, entry) -> {
          row.setString(1, entry.getKey().organisation());
          row.setString(2, entry.getKey().duty().name());
          row.setInt(3, FIRST_VERSION);
          row.setBytes(4, entry.getValue().publicKey().bytes());
          row.setString(5, entry.getKey().voucher());
        });
  }

  void members(List<DemoMember> members) throws SQLException {
    insert(
        """
        insert into member
               (id, username, name, organisation, roles, public_key, salt, wrapped_key, totp)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        members,
        (row, member) -> {
          row.setObject(1, member.id());
          row.setString(2, member.person().username());
          row.setString(3, member.name());
          row.setString(4, member.person().organisation());
          row.setArray(5, connection.createArrayOf("text", member.account().roles().toArray()));
          row.setBytes(6, member.locked().publicKey());
          row.setBytes(7, member.locked().salt());
          row.setBytes(8, member.locked().wrappedKey());
          row.setBytes(9, member.locked().totp());
        });
  }

  /** Each holder of a duty gets the office's key of that duty, sealed to their own. */
  void holdings(Map<DemoStaff.OfficeKey, PrivateKey> keys, List<DemoMember> members)
      throws SQLException {
    record Holding(DemoMember member, DemoStaff.OfficeKey office, PrivateKey key) {}
    var holdings =
        members.stream()
            .flatMap(
                member ->
                    keys.entrySet().stream()
                        .filter(
                            key ->
                                key.getKey().organisation().equals(member.person().organisation())
                                    && member.person().duties().contains(key.getKey().duty()))
                        .map(key -> new Holding(member, key.getKey(), key.getValue())))
            .toList();
    insert(
        """
        insert into key_holding (organisation, duty, version, member, sealed)
        values (?, ?, ?, ?, ?)
        """,
        holdings,
        (row, held) -> {
          var office = held.office();
          var where =
              DutyKeys.holding(
                  office.organisation(), held.member().id(), office.duty(), FIRST_VERSION);
          row.setString(1, office.organisation());
          row.setString(2, office.duty().name());
          row.setInt(3, FIRST_VERSION);
          row.setObject(4, held.member().id());
          row.setBytes(5, held.key().sealTo(held.member().key(), where));
        });
  }

  private interface Row<T> {
    void fill(PreparedStatement row, T value) throws SQLException;
  }

  private <T> void insert(String sql, List<T> values, Row<T> row) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var value : values) {
        row.fill(statement, value);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
