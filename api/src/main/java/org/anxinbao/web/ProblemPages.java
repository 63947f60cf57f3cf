package org.anxinbao.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What a problem's {@code type} leads to: its meaning and what to do, for people. */
@Hidden
@RestController
class ProblemPages {
  private static final Map<String, ProblemType> BY_SLUG =
      Arrays.stream(ProblemType.values())
          .collect(Collectors.toUnmodifiableMap(ProblemType::slug, Function.identity()));

  @GetMapping("/problems/{slug}")
  ResponseEntity<String> page(@PathVariable String slug, @RequestHeader HttpHeaders headers) {
    var type = BY_SLUG.get(slug);
    if (type == null) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    var language = Language.of(headers);
    var page = HtmlPage.answer(html(type, language));
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body(page.getBody());
  }

  private static String html(ProblemType type, Language language) {
    return """
    <!doctype html>
    <html lang="%s">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/docs/plain.css">
    <main>
    <p>%s</p>
    <h1>%s</h1>
    <dl>
    <dt>%s</dt><dd>%d</dd>
    <dt>%s</dt><dd>%s</dd>
    <dt>%s</dt><dd>%s</dd>
    </dl>
    <p><a href="/">%s</a></p>
    </main>
    </html>
    """
        .formatted(
            language.tag(),
            escaped(ProblemTexts.title(type, language)),
            escaped(ProblemTexts.text("page.lead", language)),
            escaped(ProblemTexts.title(type, language)),
            escaped(ProblemTexts.text("page.status", language)),
            type.status().value(),
            escaped(ProblemTexts.text("page.means", language)),
            escaped(ProblemTexts.detail(type, language)),
            escaped(ProblemTexts.text("page.help", language)),
            escaped(ProblemTexts.help(type, language)),
            escaped(ProblemTexts.text("page.home", language)));
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
