package org.anxinbao.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as bytes, so that wrong ones can be sent too. One connection for each. */
final class RawHttp {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  record Answer(int status, Map<String, String> headers, String body, String raw) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  Answer put(String path, String json) {
    return put(path, json.getBytes(UTF_8));
  }

  Answer put(String path, byte[] json) {
    return send("PUT", path, json, "Content-Type: application/json");
  }

  Answer send(String method, String path, byte[] body, String... headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return raw(head.append("\r\n").toString(), body);
  }

  Answer raw(String head, byte[] body) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      try {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
      } catch (IOException refusedEarly) {
        // The answer may have come before the body was all sent.
      }
      return parse(readAll(socket));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  private static byte[] readAll(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (IOException reset) {
      // What came before counts.
    }
    return bytes.toByteArray();
  }

  private static Answer parse(byte[] bytes) {
    var raw = new String(bytes, StandardCharsets.ISO_8859_1);
    var end = raw.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), "", raw);
    }
    var lines = raw.substring(0, end).split("\r\n");
    var headers = new LinkedHashMap<String, String>();
    for (int line = 1; line < lines.length; line++) {
      var colon = lines[line].indexOf(':');
      headers.put(
          lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[line].substring(colon + 1).strip());
    }
    var body = raw.substring(end + 4);
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = unchunked(body);
    }
    var text = new String(body.getBytes(StandardCharsets.ISO_8859_1), UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text, raw);
  }

  private static String unchunked(String body) {
    var text = new StringBuilder();
    var rest = body;
    while (!rest.isEmpty()) {
      var end = rest.indexOf("\r\n");
      var size = end < 0 ? 0 : Integer.parseInt(rest.substring(0, end), 16);
      if (size == 0 || rest.length() < end + 2 + size) {
        break;
      }
      text.append(rest, end + 2, end + 2 + size);
      rest = rest.substring(Math.min(rest.length(), end + 4 + size));
    }
    return text.toString();
  }
}
