package org.anxinbao;

import org.junit.jupiter.api.AfterAll;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A test against the running application. All such tests share one server and its data: make what
 * you need, and count only what is yours.
 */
public abstract class ServerTest {
  protected static final TestServer server = TestServer.shared();

  protected final WebTestClient client = server.client();

  @AfterAll
  static void shouldHaveBlockedNoEventLoop() {
    EventLoops.assertNoneBlocked();
  }
}
