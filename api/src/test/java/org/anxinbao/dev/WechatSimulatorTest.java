package org.anxinbao.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the simulator is as strict as the real one: shapes, codes and counting. */
class WechatSimulatorTest {
  private static final String SECRET = "app-secret";
  private static final String TEMPLATE = "T".repeat(43);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");
  private WechatSimulator wechat;

  @BeforeEach
  void start() throws IOException {
    InstantSource source = () -> now;
    wechat = WechatSimulator.start(SECRET, source.withZone(ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    wechat.close();
    http.close();
  }

  @Test
  void shouldKnowAPersonAgainByAnotherCode() throws Exception {
    var first = login("demo-li-1");

    assertThat(first.has("errcode")).isFalse();
    assertThat(first.get("session_key").asString()).hasSize(24);
    assertThat(first.get("openid").asString()).hasSize(28).startsWith("o");
    assertThat(login("demo-li-2").get("openid")).isEqualTo(first.get("openid"));
    assertThat(login("demo-wu-1").get("openid")).isNotEqualTo(first.get("openid"));
    assertThat(error(login("demo-li-1"))).isEqualTo(40163);
  }

  @Test
  void shouldCheckTheApp() throws Exception {
    assertThat(error(get("/sns/jscode2session?secret=x&js_code=demo-a"))).isEqualTo(41002);
    assertThat(error(get("/sns/jscode2session?appid=wx0&secret=x&js_code=demo-a")))
        .isEqualTo(40013);
    assertThat(error(get("/sns/jscode2session?appid=" + WechatSimulator.APP_ID + "&secret=x")))
        .isEqualTo(40125);
    assertThat(error(login(""))).isEqualTo(41008);
  }

  @Test
  void shouldGiveTheSameStableTokenUntilShortlyBeforeItsEnd() throws Exception {
    var first = stable(false);
    now = now.plus(Duration.ofMinutes(100));
    var second = stable(false);
    now = now.plus(Duration.ofMinutes(16));
    var third = stable(false);

    assertThat(token(second)).isEqualTo(token(first));
    assertThat(second.get("expires_in").asInt()).isEqualTo(1200);
    assertThat(token(third)).isNotEqualTo(token(first));
  }

  @Test
  void shouldForceANewStableTokenTwentyTimesADay() throws Exception {
    var before = token(stable(false));
    for (int call = 0; call < 20; call++) {
      var forced = token(stable(true));
      assertThat(forced).isNotEqualTo(before);
      before = forced;
      assertThat(token(stable(true))).as("within 30 seconds").isEqualTo(before);
      now = now.plusSeconds(31);
    }
    assertThat(error(stable(true))).isEqualTo(45009);
  }

  @Test
  void shouldEndTheFormerClassicTokenOnly() throws Exception {
    var stable = token(stable(false));
    var former = token(classic());
    var latest = token(classic());

    assertThat(error(send(former, "{}"))).isEqualTo(40001);
    assertThat(error(send(latest, "{}"))).isEqualTo(40003);
    assertThat(error(send(stable, "{}"))).isEqualTo(40003);
    now = now.plus(Duration.ofHours(3));
    assertThat(error(send(latest, "{}"))).isEqualTo(42001);
  }

  @Test
  void shouldSendOneMessageForOneConsent() throws Exception {
    var openid = WechatSimulator.openid("demo-li-1");
    var message =
        """
        {"touser":"%s","template_id":"%s","data":{"thing1":{"value":"有新的进展"}}}\
        """
            .formatted(openid, TEMPLATE);
    var token = token(stable(false));
    assertThat(error(send(token, message))).isEqualTo(43101);

    wechat.consent(openid, TEMPLATE);

    assertThat(error(send(token, message))).isZero();
    assertThat(error(send(token, message))).isEqualTo(43101);
    assertThat(wechat.sentMessages()).hasSize(1);
    assertThat(error(send(token, message.replace(TEMPLATE, "short")))).isEqualTo(40037);
    assertThat(error(send(token, message.replace("有新的进展", "字".repeat(21))))).isEqualTo(47003);
  }

  @Test
  void shouldDrawACode() throws Exception {
    var path = "/wxa/getwxacodeunlimit?access_token=" + token(stable(false));
    var request =
        HttpRequest.newBuilder(uri(path))
            .POST(HttpRequest.BodyPublishers.ofString("{\"scene\":\"a=1\",\"width\":300}"))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(300);
    assertThat(error(post(path, "{\"scene\":\"中文\"}"))).isEqualTo(40129);
    assertThat(error(post(path, "{\"scene\":\"a\",\"page\":\"/p\"}"))).isEqualTo(41030);
    assertThat(error(get(path))).isEqualTo(43002);
  }

  private JsonNode login(String code) throws Exception {
    return get(
        "/sns/jscode2session?appid="
            + WechatSimulator.APP_ID
            + "&secret="
            + SECRET
            + "&grant_type=authorization_code&js_code="
            + code);
  }

  private JsonNode stable(boolean force) throws Exception {
    return post(
        "/cgi-bin/stable_token",
        """
        {"grant_type":"client_credential","appid":"%s","secret":"%s","force_refresh":%s}\
        """
            .formatted(WechatSimulator.APP_ID, SECRET, force));
  }

  private JsonNode classic() throws Exception {
    return get(
        "/cgi-bin/token?grant_type=client_credential&appid="
            + WechatSimulator.APP_ID
            + "&secret="
            + SECRET);
  }

  private JsonNode send(String token, String message) throws Exception {
    return post("/cgi-bin/message/subscribe/send?access_token=" + token, message);
  }

  private static String token(JsonNode answer) {
    return Objects.requireNonNull(answer.get("access_token")).asString();
  }

  private static int error(JsonNode answer) {
    return Objects.requireNonNull(answer.get("errcode"), answer::toString).asInt();
  }

  private JsonNode get(String path) throws Exception {
    return ask(HttpRequest.newBuilder(uri(path)).build());
  }

  private JsonNode post(String path, String body) throws Exception {
    return ask(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private URI uri(String path) {
    return URI.create(wechat.address() + path);
  }

  private JsonNode ask(HttpRequest request) throws Exception {
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
