package org.anxinbao.proofs;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anxinbao.TestServer;
import org.anxinbao.seal.Receipt;

/** Who has the database: reads and changes every row as the schema's owner. */
record Thief(TestServer server) {

  /** The first column, as text. */
  List<String> reads(String sql, Object... values) {
    try (var connection = server.asOwner();
        var query = fill(connection.prepareStatement(sql), values);
        var rows = query.executeQuery()) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  byte[] bytes(String sql, Object... values) {
    try (var connection = server.asOwner();
        var query = fill(connection.prepareStatement(sql), values);
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getBytes(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  int writes(String sql, Object... values) {
    try (var connection = server.asOwner();
        var update = fill(connection.prepareStatement(sql), values)) {
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static PreparedStatement fill(PreparedStatement statement, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  List<String> tables() {
    return reads("select tablename from pg_tables where schemaname = 'public' order by tablename");
  }

  /** Every row of every table, decompressed; bytes in hexadecimal. */
  String everything() {
    var text = new StringBuilder();
    for (var table : tables()) {
      reads("select t::text from \"" + table + "\" t")
          .forEach(row -> text.append(row).append('\n'));
    }
    return text.toString();
  }

  /** Not what a thief can know; a test knows the receipt. */
  UUID tipOf(String receipt) {
    return UUID.fromString(
        reads("select tip from mailbox where hash = ?", Receipt.parse(receipt).mailbox().hash())
            .getFirst());
  }
}
