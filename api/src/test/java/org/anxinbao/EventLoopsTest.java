package org.anxinbao;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The watch over event loops is awake, or nothing that it does not report means anything. */
class EventLoopsTest extends ServerTest {
  private static final RequestMappingInfo ROUTE =
      RequestMappingInfo.paths("/api/v1/probe/block").methods(RequestMethod.GET).build();

  /** Not a bean, so that it is part of no run but this test's. */
  static class Sleepy {
    @ResponseBody
    String sleep() {
      LockSupport.parkNanos(1);
      return "slept";
    }
  }

  @Test
  void shouldFailAndRememberACallThatBlocksTheServersLoop() throws NoSuchMethodException {
    var routes = server.bean(RequestMappingHandlerMapping.class);
    routes.registerMapping(ROUTE, new Sleepy(), Sleepy.class.getDeclaredMethod("sleep"));
    try {
      client.get().uri("/api/v1/probe/block").exchange().expectStatus().is5xxServerError();
    } finally {
      routes.unregisterMapping(ROUTE);
    }
    assertThat(EventLoops.blocked())
        .anySatisfy(call -> assertThat(call).contains("park", "-http-", "Sleepy.sleep"));
  }
}
