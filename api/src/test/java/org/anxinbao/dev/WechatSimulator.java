package org.anxinbao.dev;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WeChat's server on 127.0.0.1 with its paths, shapes and error codes (developers.weixin.qq.com:
 * code2Session, getStableAccessToken, getAccessToken, getUnlimitedQRCode, sendMessage).
 */
public final class WechatSimulator implements AutoCloseable {
  public static final String APP_ID = "wx0123456789abcdef";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String secret;
  private final WechatTokens tokens;
  private final WechatLogins logins = new WechatLogins();
  private final WechatMessages messages = new WechatMessages();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> watcher = _ -> {};

  private WechatSimulator(HttpServer server, String secret, Clock clock) {
    this.server = server;
    this.secret = secret;
    this.tokens = new WechatTokens(clock);
  }

  public static WechatSimulator start(String secret, Clock clock) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var simulator = new WechatSimulator(server, secret, clock);
    server.setExecutor(simulator.threads);
    server.createContext("/", simulator::serve);
    server.start();
    return simulator;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The openid of the person that a {@code demo-} code names. */
  public static String openid(String code) {
    return WechatLogins.openid(code);
  }

  /** What code2Session gives beside the openid, and nobody needs. */
  public static String sessionKey(String code) {
    return WechatLogins.sessionKey(code);
  }

  /** Paths asked for so far, in order. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** Tells of each request: method, target, headers and body. */
  void watch(Consumer<String> told) {
    watcher = told;
  }

  public void consent(String openid, String template) {
    messages.consent(openid, template);
  }

  public List<JsonNode> sentMessages() {
    return messages.sent();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      paths.add(exchange.getRequestURI().getPath());
      tell(exchange);
      var answer = answer(exchange);
      exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
      exchange.sendResponseHeaders(200, answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    exchange.setStreams(new ByteArrayInputStream(body), null);
    watcher.accept(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + "\n"
            + exchange.getRequestHeaders().entrySet()
            + "\n"
            + new String(body, StandardCharsets.UTF_8));
  }

  private WechatAnswer answer(HttpExchange exchange) throws IOException, InterruptedException {
    var query = query(exchange.getRequestURI());
    var post = exchange.getRequestMethod().equals("POST");
    return switch (exchange.getRequestURI().getPath()) {
      case "/sns/jscode2session" -> login(query);
      case "/cgi-bin/token" -> {
        var refused = client(query::get);
        yield refused == null ? tokens.classic() : refused;
      }
      case "/cgi-bin/stable_token" -> post ? stable(body(exchange)) : postOnly();
      case "/wxa/getwxacodeunlimit" -> {
        var refused = post ? tokens.refuse(query.get("access_token")) : postOnly();
        yield refused == null ? WechatCodes.draw(body(exchange)) : refused;
      }
      case "/cgi-bin/message/subscribe/send" -> {
        var refused = post ? tokens.refuse(query.get("access_token")) : postOnly();
        yield refused == null ? messages.send(body(exchange)) : refused;
      }
      default -> WechatAnswer.error(40066, "invalid url");
    };
  }

  private WechatAnswer login(Map<String, String> query) throws InterruptedException {
    var refused = app(query.get("appid"), query.get("secret"));
    if (refused != null) {
      return refused;
    }
    if (!"authorization_code".equals(query.get("grant_type"))) {
      return WechatAnswer.error(40002, "invalid grant_type");
    }
    var code = query.getOrDefault("js_code", "");
    return code.isEmpty() ? WechatAnswer.error(41008, "missing code") : logins.exchange(code);
  }

  private WechatAnswer stable(JsonNode body) {
    var refused = client(name -> body.path(name).asString(null));
    return refused == null ? tokens.stable(body.path("force_refresh").asBoolean(false)) : refused;
  }

  private interface Parameters {
    @Nullable String get(String name);
  }

  private @Nullable WechatAnswer client(Parameters parameters) {
    var refused = app(parameters.get("appid"), parameters.get("secret"));
    if (refused == null && !"client_credential".equals(parameters.get("grant_type"))) {
      return WechatAnswer.error(40002, "invalid grant_type");
    }
    return refused;
  }

  private @Nullable WechatAnswer app(@Nullable String id, @Nullable String given) {
    if (id == null) {
      return WechatAnswer.error(41002, "appid missing");
    }
    if (given == null) {
      return WechatAnswer.error(41004, "appsecret missing");
    }
    if (!id.equals(APP_ID)) {
      return WechatAnswer.error(40013, "invalid appid");
    }
    return given.equals(secret) ? null : WechatAnswer.error(40125, "invalid appsecret");
  }

  private static WechatAnswer postOnly() {
    return WechatAnswer.error(43002, "require POST method");
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    try {
      return JSON.readTree(exchange.getRequestBody());
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  private static Map<String, String> query(URI uri) {
    var found = new HashMap<String, String>();
    var raw = uri.getRawQuery();
    if (raw != null) {
      for (var pair : raw.split("&", -1)) {
        var equals = pair.indexOf('=');
        if (equals > 0) {
          found.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
