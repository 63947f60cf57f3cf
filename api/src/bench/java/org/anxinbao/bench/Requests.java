package org.anxinbao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.IntStream;
import org.anxinbao.access.Permits;
import org.anxinbao.seal.Receipt;

/** Submissions as bytes on the wire, each with a receipt and a permit of its own. */
final class Requests {
  /**
   * An ordinary public tip: lead and supervising office, no evidence, a body in the first bucket.
   */
  static final String TIP =
      """
      {"channel":"PUBLIC","area":"440704","industry":"scaffolding","hazardClass":"UNSAFE_CONDITION",\
      "suspectedMajor":true,"place":"外海街道金瓯路工地北侧",\
      "description":"外海街道某工地脚手架没有连墙件,风一吹就晃,每天有人在下面走。"}\
      """;

  private final Permits permits;
  private final int port;

  Requests(Permits permits, int port) {
    this.permits = permits;
    this.port = port;
  }

  List<byte[]> make(int count) {
    return IntStream.range(0, count).parallel().mapToObj(_ -> request()).toList();
  }

  private byte[] request() {
    var receipt = Receipt.random();
    var head =
        """
        PUT /api/v1/mailbox/tip HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Receipt %s\r
        X-Permit: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(
                port,
                receipt.text(),
                permits.issue(receipt.mailbox().hash()),
                TIP.getBytes(UTF_8).length);
    return (head + TIP).getBytes(UTF_8);
  }
}
