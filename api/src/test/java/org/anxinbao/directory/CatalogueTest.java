package org.anxinbao.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueTest {
  private final DirectoryDatabase database;

  CatalogueTest() throws Exception {
    database = new DirectoryDatabase();
  }

  @BeforeAll
  void load() {
    database.referenceData().afterPropertiesSet();
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void shouldTellEverythingAReporterChoosesFrom() {
    answer("zh-CN")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.areas.length()")
        .isEqualTo(81)
        .jsonPath("$.areas[?(@.code=='440704')].name")
        .isEqualTo("江海区")
        .jsonPath("$.areas[?(@.code=='440704')].parent")
        .isEqualTo("440700")
        .jsonPath("$.areas[?(@.code=='440704')].level")
        .isEqualTo("district")
        .jsonPath("$.industries.length()")
        .isEqualTo(89)
        .jsonPath("$.industries[0].keywords.length()")
        .isEqualTo(10)
        .jsonPath("$.hazardClasses[0].code")
        .isEqualTo("UNSAFE_ACT")
        .jsonPath("$.hazardClasses[0].examples.length()")
        .isEqualTo(10)
        .jsonPath("$.organisations[?(@.code=='jh-housing')].area")
        .isEqualTo("440704")
        .jsonPath("$.enterprises")
        .isEmpty()
        .jsonPath("$.limits.textMax")
        .isEqualTo(8000);
  }

  @Test
  void shouldSpeakEnglishWhereItIsPreferredAndChineseOtherwise() {
    var english =
        answer("en-GB,en;q=0.9,zh;q=0.5").expectHeader().valueEquals("Content-Language", "en");
    assertThat(text(english)).contains("Jianghai District").doesNotContain("江海区");
    for (var other : new String[] {"fr", "zh-TW,en;q=0.2", ";;q=nonsense", "*", "en;q=0"}) {
      assertThat(text(answer(other))).as(other).contains("江海区");
    }
  }

  @Test
  void shouldAnswerNotModifiedToWhoHasIt() {
    var client = client();
    var first = get(client, "zh-CN", "\"other\"").expectStatus().isOk();
    var headers = first.returnResult(byte[].class).getResponseHeaders();
    var etag = Objects.requireNonNull(headers.getETag());
    assertThat(etag).startsWith("\"");
    assertThat(headers.getCacheControl()).contains("public").contains("max-age=300");
    assertThat(headers.getVary()).contains(HttpHeaders.ACCEPT_LANGUAGE);
    get(client, "zh-CN", etag)
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals("ETag", etag)
        .expectBody()
        .isEmpty();
    get(client, "en", etag).expectStatus().isOk();
  }

  @Test
  @Tag("P15")
  void shouldNotShowWhichOfficesHaveKeys() {
    var before = text(answer("zh-CN"));
    database.publish("kp-fire", Duty.CASE, 1, PrivateKey.generate().publicKey().bytes());
    assertThat(text(answer("zh-CN"))).isEqualTo(before);
  }

  private WebTestClient client() {
    var controller = new CatalogueController(database.node(), JsonMapper.builder().build());
    return WebTestClient.bindToController(controller).build();
  }

  private WebTestClient.ResponseSpec answer(String language) {
    return get(client(), language, "\"none\"");
  }

  private static WebTestClient.ResponseSpec get(
      WebTestClient client, String language, String etag) {
    return client
        .get()
        .uri("/api/v1/catalogue")
        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
        .header(HttpHeaders.IF_NONE_MATCH, etag)
        .exchange();
  }

  private static String text(WebTestClient.ResponseSpec answer) {
    return Objects.requireNonNull(answer.expectBody(String.class).returnResult().getResponseBody());
  }
}
