package org.anxinbao;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anxinbao.dev.DemoAccount;
import org.anxinbao.dev.EmbeddedRun;
import org.anxinbao.dev.EmbeddedServers;
import org.anxinbao.dev.Home;
import org.anxinbao.dev.Postgres;
import org.anxinbao.dev.WechatSimulator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The real application with its embedded parts on free ports, a new home under target/, started
 * once for all tests of the JVM.
 */
public final class TestServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TestServer SHARED = start(Path.of("target", "test-home"));

  private final EmbeddedRun run;
  private final Map<String, DemoAccount> accounts;

  private TestServer(EmbeddedRun run) {
    this.run = run;
    this.accounts =
        DemoAccount.read(home().demoAccounts()).stream()
            .collect(Collectors.toMap(DemoAccount::username, Function.identity()));
  }

  private static TestServer start(Path home) {
    EventLoops.watch();
    return new TestServer(EmbeddedServers.startNew(home));
  }

  public static TestServer shared() {
    return SHARED;
  }

  /** {@code http://127.0.0.1:<port>}. */
  public String url() {
    return "http://127.0.0.1:" + property("local.server.port");
  }

  public String managementUrl() {
    return "http://127.0.0.1:" + property("local.management.port");
  }

  public WebTestClient client() {
    return WebTestClient.bindToServer().baseUrl(url()).responseTimeout(PATIENCE).build();
  }

  /** By username: {@code jh-housing-1}, {@code operator}, … */
  public DemoAccount account(String username) {
    var account = accounts.get(username);
    if (account == null) {
      throw new IllegalArgumentException("no demo account " + username);
    }
    return account;
  }

  public Map<String, DemoAccount> accounts() {
    return accounts;
  }

  public Home home() {
    return run.parts().home();
  }

  public Postgres postgres() {
    return run.parts().postgres();
  }

  public WechatSimulator wechat() {
    return run.parts().wechat();
  }

  /** Tells of each request that the application sends to the object store and to WeChat. */
  public void watch(Consumer<String> store, Consumer<String> messenger) {
    try {
      run.parts().watch(store, messenger);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Passwords between the parts, WeChat's app secret among them. */
  public List<String> passwords() {
    return run.parts().passwords();
  }

  /** JDBC as the schema's owner: what a thief of the database sees and may change. */
  public Connection asOwner() throws SQLException {
    return postgres().asOwner().getConnection();
  }

  /** As the application's role. */
  public DatabaseClient database() {
    return bean(DatabaseClient.class);
  }

  public <T> T bean(Class<T> type) {
    return run.context().getBean(type);
  }

  private String property(String name) {
    return run.context().getEnvironment().getRequiredProperty(name);
  }
}
