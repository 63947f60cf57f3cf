package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class SourceTest {
  private final Source bare = new Source(new GatewaySettings(true, List.of()));
  private final Source behindProxy =
      new Source(new GatewaySettings(true, List.of("10.0.0.0/8", "fd00::/8")));

  @Test
  void shouldNotBelieveAnybodysHeader() {
    assertThat(bare.of(from("192.0.2.1", "198.51.100.7"))).isEqualTo(bare.of(from("192.0.2.1")));
    assertThat(behindProxy.of(from("192.0.2.1", "198.51.100.7")))
        .isEqualTo(bare.of(from("192.0.2.1")));
  }

  @Test
  void shouldBelieveTheLastHopOfATrustedProxy() {
    assertThat(behindProxy.of(from("10.1.2.3", "203.0.113.9, 198.51.100.7")))
        .isEqualTo(bare.of(from("198.51.100.7")));
    assertThat(behindProxy.of(from("10.1.2.3", "203.0.113.9", "198.51.100.7")))
        .isEqualTo(bare.of(from("198.51.100.7")));
  }

  @Test
  void shouldFallBackToThePeerWhereTheHopIsNoAddress() {
    assertThat(behindProxy.of(from("10.1.2.3", "localhost"))).isEqualTo(bare.of(from("10.1.2.3")));
  }

  @Test
  void shouldTakeAnIpv6HouseholdAsOneSource() {
    assertThat(bare.of(from("2001:db8:1:2:3::4"))).isEqualTo(bare.of(from("2001:db8:1:2:ffff::1")));
    assertThat(bare.of(from("2001:db8:1:2::1"))).isNotEqualTo(bare.of(from("2001:db8:1:3::1")));
  }

  @Test
  void shouldRefuseToStartWithAProxyThatIsNoNetwork() {
    for (var wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x")) {
      assertThatThrownBy(() -> new Source(new GatewaySettings(true, List.of(wrong))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static MockServerHttpRequest from(String peer, String... forwarded) {
    return MockServerHttpRequest.get("/")
        .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 4_000))
        .header("X-Forwarded-For", forwarded)
        .build();
  }
}
