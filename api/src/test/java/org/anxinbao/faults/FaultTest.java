package org.anxinbao.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.anxinbao.ServerTest;
import org.anxinbao.access.Permits;
import org.anxinbao.seal.Receipt;

/** Callers of the shared server, and what lies behind it. */
abstract class FaultTest extends ServerTest {
  static final Phone phone = new Phone(server.url());

  /** Somebody who has been admitted; without the door, whose limits are not what is tested. */
  static Reporter admitted() {
    var receipt = Receipt.random();
    var permit = server.bean(Permits.class).issue(receipt.mailbox().hash());
    return new Reporter(phone, receipt.text(), permit);
  }

  /** Names of the object store's objects. */
  static Set<String> objects() throws IOException {
    try (var files = Files.walk(server.home().objects())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  /** Those that a row names. The store is everybody's: others' objects have rows, too. */
  static Set<String> knownObjects() throws SQLException {
    return Set.of(
        query(
                """
                select coalesce(string_agg(object, ','), '')
                from (select object from evidence union all select object from upload_part) known
                """)
            .split(","));
  }

  /** The first column of the first row. */
  static String query(String sql, Object... parameters) throws SQLException {
    try (var connection = server.asOwner();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
