package org.anxinbao.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls with headers of one's own; bytes in, bytes out. */
record Http(String url, Map<String, String> headers) {
  static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(body);
    }

    Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + " but was " + status + ": " + text());
      }
      return this;
    }

    /** What a caller can tell apart; the date and the like are no answer. */
    String seen() {
      return status + " " + headers.get("content-type") + " " + text();
    }
  }

  Http with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.merge(name, value, (old, added) -> name.equals("Cookie") ? old + "; " + added : added);
    return new Http(url, more);
  }

  Answer get(String path) {
    return send("GET", path, new byte[0]);
  }

  Answer send(String method, String path, Object body) {
    return with("Content-Type", "application/json")
        .send(method, path, JSON.writeValueAsBytes(body));
  }

  Answer send(String method, String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var found = new LinkedHashMap<String, String>();
      answer.headers().map().forEach((name, values) -> found.put(name, String.join(", ", values)));
      return new Answer(answer.statusCode(), found, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One file in the field {@code file}. */
  Answer upload(String path, String fileName, byte[] file) {
    var boundary = "a-boundary-that-no-photograph-has";
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: image/jpeg\r\n\r\n"
            .formatted(boundary, fileName);
    var body =
        Photo.concat(
            head.getBytes(StandardCharsets.UTF_8),
            file,
            ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return with("Content-Type", "multipart/form-data; boundary=" + boundary)
        .send("POST", path, body);
  }
}
