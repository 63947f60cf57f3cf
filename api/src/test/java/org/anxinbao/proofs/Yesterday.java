package org.anxinbao.proofs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.anxinbao.TestServer;
import org.anxinbao.audit.Night;
import org.anxinbao.web.Today;

/**
 * One report that came yesterday, and the night since. The server's clock is the real one, so a
 * report of today is dated back, as its owner can while the day is not sealed.
 */
final class Yesterday {
  private static final Yesterday ONE = new Yesterday(TestServer.shared());

  private final Reporter reporter;
  private final UUID tip;

  private Yesterday(TestServer server) {
    var today = server.bean(Today.class).date();
    reporter = Reporter.arrives(server).submits(Reporter.scaffold(""));
    tip = new Thief(server).tipOf(reporter.receipt());
    try (var owner = server.asOwner()) {
      owner.setAutoCommit(false);
      try (var event = owner.prepareStatement("update tip_event set on_date = ? where tip = ?");
          var entry =
              owner.prepareStatement(
                  "update audit_entry set on_date = ?, digest = ? where subject = ?")) {
        event.setObject(1, today.minusDays(1));
        event.setObject(2, tip);
        event.execute();
        entry.setObject(1, today.minusDays(1));
        entry.setBytes(2, sha256(dated(today.minusDays(1))));
        entry.setObject(3, tip);
        entry.execute();
      }
      owner.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Night.before(today, server);
  }

  static Reporter reporter() {
    return ONE.reporter;
  }

  static UUID tip() {
    return ONE.tip;
  }

  /** The statement as it is of another day. */
  private String dated(LocalDate day) {
    var lines =
        reporter
            .reads()
            .expect(200)
            .json()
            .at("/acknowledgement/statement")
            .asString()
            .split("\n", -1);
    lines[2] = day.toString();
    return String.join("\n", lines);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
