package org.anxinbao.directory;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The one cacheable answer: written once for each snapshot and language. */
@RestController
class CatalogueController {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.forLanguageTag("zh"), Locale.ENGLISH);

  private record Page(byte[] body, String etag) {}

  private record Pages(Snapshot of, Page zh, Page en) {}

  private final Directory directory;
  private final JsonMapper json;
  private volatile @Nullable Pages pages;

  CatalogueController(Directory directory, JsonMapper json) {
    this.directory = directory;
    this.json = json;
  }

  @GetMapping(path = "/api/v1/catalogue", produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Catalogue.class)))
  ResponseEntity<byte[]> catalogue(
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    var pages = pages(directory.current());
    var english = isEnglish(languages);
    var page = english ? pages.en : pages.zh;
    return ResponseEntity.ok()
        .eTag(page.etag)
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh-CN")
        .contentType(MediaType.APPLICATION_JSON)
        .body(page.body);
  }

  private Pages pages(Snapshot snapshot) {
    var last = pages;
    if (last == null || last.of != snapshot) {
      last = new Pages(snapshot, page(snapshot, false), page(snapshot, true));
      pages = last;
    }
    return last;
  }

  private Page page(Snapshot snapshot, boolean english) {
    var body = json.writeValueAsBytes(Catalogue.of(snapshot, english));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((english ? "en" : "zh").getBytes(StandardCharsets.UTF_8));
      var tag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(body));
      return new Page(body, "\"" + tag + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 4647 lookup; Chinese for everything else, nonsense included. */
  private static boolean isEnglish(@Nullable String languages) {
    if (languages == null) {
      return false;
    }
    try {
      var best = Locale.lookup(Locale.LanguageRange.parse(languages), LANGUAGES);
      return Locale.ENGLISH.equals(best);
    } catch (IllegalArgumentException nonsense) {
      return false;
    }
  }
}
