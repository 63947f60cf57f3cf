package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anxinbao.faults.CancelStormTest.binary;
import static org.anxinbao.faults.CancelStormTest.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a request has brought into Netty's memory goes when its client goes. */
@Tag("P13")
class CutMemoryTest extends FaultTest {
  private static final int TIMES = 300;
  private static final int SENT = 200_000;
  private static final String FORM = "multipart/form-data; boundary=" + Phone.BOUNDARY;

  /** The pool's own chunks; a quarter of the files that are sent. */
  private static final long ROOM = 16 << 20;

  @Test
  void shouldKeepNoMemoryOfRequestsThatWereCut() throws Exception {
    var content = "a".repeat(SENT + 10_000).getBytes(UTF_8);
    var json = Phone.joined("{\"description\":\"".getBytes(UTF_8), content);
    var file = Phone.filePart("file", "IMG_1.jpg", "image/jpeg", content);
    assertThat(admitted().uploads(Reporter.photograph()).status()).isEqualTo(201);

    long before = used();
    var answers = new HashSet<String>();
    answers.addAll(together(TIMES, () -> cut("PUT", Reporter.TIP, "application/json", json)));
    answers.addAll(together(TIMES, () -> cut("POST", Reporter.EVIDENCE, FORM, file)));

    assertThat(answers).as("every body is waited for").isEqualTo(Set.of("HTTP/1.1 100 Continue"));
    assertThat(admitted().uploads(Reporter.photograph()).status()).isEqualTo(201);
    assertThat(used() - before).isLessThan(ROOM);
  }

  /** Sends all but the end of the body once somebody reads it, and goes. */
  private static String cut(String method, String path, String type, byte[] body)
      throws IOException {
    var reporter = admitted();
    var headers = Arrays.copyOf(reporter.headers(), 8);
    headers[4] = "Content-Type";
    headers[5] = type;
    headers[6] = "Expect";
    headers[7] = "100-continue";
    var request = binary(method, path, body, headers);
    int head = request.length - body.length;
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      socket.getOutputStream().write(request, 0, head);
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      var status = answer.readLine();
      socket.getOutputStream().write(request, head, SENT);
      return status;
    }
  }

  private static long used() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }
}
