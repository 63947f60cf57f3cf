package org.anxinbao.casework;

import java.util.Objects;
import java.util.function.Consumer;
import org.anxinbao.TestServer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the running application and keeps what it answers. */
final class Http {
  static final TestServer SERVER = TestServer.shared();
  private static final WebTestClient CLIENT = SERVER.client();
  private static final JsonMapper JSON = new JsonMapper();

  private Http() {}

  /** What came back, as it came. */
  record Answer(int status, HttpHeaders headers, byte[] bytes) {
    JsonNode json() {
      return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    }

    String problem() {
      return json().path("type").asString("").replace("/problems/", "");
    }
  }

  static Answer call(
      HttpMethod method, String uri, Consumer<HttpHeaders> headers, @Nullable Object body) {
    var request = CLIENT.method(method).uri(uri).headers(headers);
    var answer =
        (body == null ? request : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
            .exchange()
            .expectBody()
            .returnResult();
    return new Answer(
        answer.getStatus().value(),
        answer.getResponseHeaders(),
        Objects.requireNonNullElse(answer.getResponseBody(), new byte[0]));
  }
}
