package org.anxinbao.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A page with its content security policy. Where a page's own scripts create style elements (antd
 * does), they need the nonce of this answer: it stands in the page for {@code __CSP_NONCE__}.
 */
final class HtmlPage {
  private static final String PLACEHOLDER = "__CSP_NONCE__";
  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  private HtmlPage() {}

  static ResponseEntity<String> answer(String html) {
    var nonce = nonce();
    return ResponseEntity.ok()
        .contentType(HTML)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", policy(nonce))
        .body(html.replace(PLACEHOLDER, nonce));
  }

  static String load(String path) {
    try {
      return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException("the page " + path + " is not in this build", missing);
    }
  }

  private static String policy(String nonce) {
    return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; ".formatted(nonce)
        + "img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";
  }

  private static String nonce() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
