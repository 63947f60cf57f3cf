package org.anxinbao.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from, for limits that live in memory and for nothing else: what this
 * returns is never logged, stored or answered. An IPv6 caller is its /64, which is one household.
 */
@Component
public class Source {
  private final List<Network> trusted;

  Source(GatewaySettings settings) {
    this.trusted = settings.trustedProxies().stream().map(Network::parse).toList();
  }

  /**
   * The peer's address, or the last entry of X-Forwarded-For when the peer is a trusted proxy.
   *
   * @return an address in one spelling; {@code unknown} when there is none
   */
  public String of(ServerHttpRequest request) {
    var peer = peer(request.getRemoteAddress());
    if (peer == null) {
      return "unknown";
    }
    var forwarded = isTrusted(peer) ? lastHop(request) : null;
    return text(forwarded == null ? peer : forwarded);
  }

  private boolean isTrusted(InetAddress peer) {
    return trusted.stream().anyMatch(network -> network.contains(peer));
  }

  private static @Nullable InetAddress peer(@Nullable InetSocketAddress address) {
    return address == null ? null : address.getAddress();
  }

  private static @Nullable InetAddress lastHop(ServerHttpRequest request) {
    var lines = request.getHeaders().get("X-Forwarded-For");
    if (lines == null || lines.isEmpty()) {
      return null;
    }
    var line = lines.getLast();
    return Network.literal(line.substring(line.lastIndexOf(',') + 1).strip());
  }

  private static String text(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length == 16) {
      java.util.Arrays.fill(bytes, 8, 16, (byte) 0);
    }
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
