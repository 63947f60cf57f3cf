package org.anxinbao.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The portal, the departments' page and the API page. Their other files are static resources. */
@Hidden
@RestController
class Pages {
  private final String portal = HtmlPage.load("META-INF/resources/index.html");
  private final String admin = HtmlPage.load("META-INF/resources/admin/index.html");
  private final String docs = HtmlPage.load("static/docs/index.html");

  @GetMapping({"/", "/index.html"})
  ResponseEntity<String> portal() {
    return HtmlPage.answer(portal);
  }

  @GetMapping({"/admin/", "/admin/index.html"})
  ResponseEntity<String> admin() {
    return HtmlPage.answer(admin);
  }

  @GetMapping("/admin")
  ResponseEntity<Void> toAdmin() {
    return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
        .location(URI.create("/admin/"))
        .build();
  }

  @GetMapping({"/docs", "/docs/index.html"})
  ResponseEntity<String> docs() {
    return HtmlPage.answer(docs);
  }
}
