package org.anxinbao.dev;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.anxinbao.directory.Directory;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.PrivateKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Fills a database that has no member yet, before the port opens. */
final class DemoDirectory implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DemoDirectory.class);
  private static final int THREADS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddedParts parts;
  private final MemberKeys keys;
  private final Directory directory;
  private boolean running;

  DemoDirectory(EmbeddedParts parts, MemberKeys keys, Directory directory) {
    this.parts = parts;
    this.keys = keys;
    this.directory = directory;
  }

  /** The web server starts in one of the last phases. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    running = true;
    try (var connection = parts.postgres().asApplication().getConnection()) {
      if (hasMembers(connection)) {
        return;
      }
      log.info("First start: making keys for the demo directory");
      fill(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the demo directory cannot be stored", e);
    }
    directory.refresh().block(PATIENCE);
  }

  private static boolean hasMembers(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select 1 from member limit 1")) {
      return found.next();
    }
  }

  private void fill(Connection connection) throws SQLException {
    Map<DemoStaff.OfficeKey, PrivateKey> officeKeys =
        DemoStaff.keys().stream().collect(toMap(Function.identity(), _ -> PrivateKey.generate()));
    var members = members();
    // The file first: what it says of a start that failed is overwritten by the next one, but
    // members without their passphrases would be lost.
    Home.writePrivate(
        parts.home().demoAccounts(),
        DemoAccount.write(members.stream().map(DemoMember::account).toList()));
    connection.setAutoCommit(false);
    var tables = new DemoTables(connection);
    tables.enterprises(DemoStaff.enterprises());
    tables.organisationKeys(officeKeys);
    tables.members(members);
    tables.holdings(officeKeys, members);
    connection.commit();
  }

  private List<DemoMember> members() {
    try (var executor = Executors.newFixedThreadPool(THREADS)) {
      var futures = new ArrayList<Future<DemoMember>>();
      for (var person : DemoStaff.people()) {
        var number = futures.size();
        futures.add(executor.submit(() -> DemoMember.make(number, person, keys)));
      }
      var members = new ArrayList<DemoMember>();
      for (var future : futures) {
        members.add(future.get());
      }
      return members;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
