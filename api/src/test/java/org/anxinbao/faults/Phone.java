package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends what it is told to, right or wrong. */
final class Phone {
  static final JsonMapper JSON = new JsonMapper();
  static final String BOUNDARY = "anxinbao-test-boundary";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MUCH_PATIENCE = Duration.ofMinutes(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final Duration patience;

  Phone(String url) {
    this(url, PATIENCE);
  }

  private Phone(String url, Duration patience) {
    this.url = url;
    this.patience = patience;
  }

  /** The same, for what takes its time. */
  Phone patient() {
    return new Phone(url, MUCH_PATIENCE);
  }

  record Answer(int status, HttpHeaders headers, byte[] bytes) {
    String body() {
      return new String(bytes, UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(bytes);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** RFC 9457, whatever its cause. */
    Answer isProblem(int expected) {
      assertThat(status).as(body()).isEqualTo(expected);
      return isProblem();
    }

    Answer isProblem() {
      assertThat(header("Content-Type")).as(body()).isEqualTo("application/problem+json");
      assertThat(json().path("type").asString()).startsWith("/problems/");
      assertThat(json().path("status").asInt()).isEqualTo(status);
      return this;
    }

    /** Something that we stand on is away. */
    Answer isOutage() {
      isProblem(503);
      assertThat(header("Retry-After")).matches("[1-9][0-9]*");
      return this;
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  Answer json(String method, String path, Object body, String... headers) {
    return send(method, path, JSON.writeValueAsBytes(body), with("application/json", headers));
  }

  Answer file(String path, byte[] file, String... headers) {
    return multipart(path, filePart("file", "IMG_0001.jpg", "image/jpeg", file), headers);
  }

  /** A form of these parts, as its type says. */
  Answer multipart(String path, byte[] parts, String... headers) {
    return form(path, form(parts), headers);
  }

  /** Sends a form as it is. */
  Answer form(String path, byte[] form, String... headers) {
    return send("POST", path, form, with("multipart/form-data; boundary=" + BOUNDARY, headers));
  }

  static byte[] form(byte[] parts) {
    return joined(parts, ("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
  }

  static byte[] filePart(String field, String name, String type, byte[] file) {
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, field, name, type);
    return joined(head.getBytes(UTF_8), file, "\r\n".getBytes(UTF_8));
  }

  Answer send(String method, String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(patience)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static byte[] joined(byte[]... parts) {
    var all = new java.io.ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String[] with(String contentType, String... headers) {
    var all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = contentType;
    return all;
  }
}
