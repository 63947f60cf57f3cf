package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every request that leaves in a full run goes to the object store or to WeChat, and says nothing.
 */
@Tag("P20")
class EgressTest extends ServerTest {
  private static final List<String> HEADERS_OF_THE_STORE =
      List.of(
          "accept-encoding",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "content-type",
          "expect",
          "host",
          "range",
          "user-agent",
          "x-amz-checksum-algorithm",
          "x-amz-checksum-crc32c",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-decoded-content-length",
          "x-amz-sdk-checksum-algorithm");

  @Test
  void shouldSendNobodyAWordOfATip() {
    var store = new CopyOnWriteArrayList<String>();
    var messenger = new CopyOnWriteArrayList<String>();
    server.watch(store::add, messenger::add);
    FullRun run;
    java.util.Set<String> peers;
    try (var connections = new Connections()) {
      run = FullRun.on(server);
      peers = connections.peers();
    } finally {
      server.watch(_ -> {}, _ -> {});
    }

    // WeChat is told its own code and its own secret; nothing else that a person sent
    var words = new java.util.HashMap<>(run.canaries.all());
    words.keySet().removeIf(what -> what.endsWith(" code") || what.startsWith("password"));
    var scan = new Scan(words);
    assertThat(messenger)
        .isNotEmpty()
        .allMatch(
            request ->
                request.startsWith("GET /sns/jscode2session?")
                    || request.startsWith("POST /cgi-bin/stable_token\n"))
        .allSatisfy(request -> assertThat(scan.text(request)).isEmpty());
    assertThat(store).isNotEmpty().allSatisfy(request -> silent(request, run));
    assertThat(peers).as("addresses of this process's connections").allMatch(Connections::isLocal);
    assertThat(peers).isNotEmpty();
  }

  private static void silent(String request, FullRun run) {
    var scan = new Scan(run.canaries.all());
    assertThat(scan.text(request)).isEmpty();
    assertThat(request.lines().findFirst().orElseThrow())
        .matches("(PUT|GET|HEAD|DELETE|POST) /anxinbao-evidence/[0-9a-f]{32}(\\?.*)?");
    assertThat(request.lines().skip(1).filter(line -> line.contains(":")))
        .allSatisfy(
            header ->
                assertThat(HEADERS_OF_THE_STORE)
                    .contains(
                        header
                            .substring(0, header.indexOf(':'))
                            .toLowerCase(java.util.Locale.ROOT)));
    assertThat(
            request
                .lines()
                .filter(
                    line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-type:")))
        .allMatch(type -> type.endsWith("application/octet-stream"));
  }
}
