package org.anxinbao.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The two languages of everything the server says; Chinese unless English is asked for. */
public enum Language {
  ZH("zh-CN"),
  EN("en");

  private static final int LONGEST_HEADER = 512;
  private static final List<String> KNOWN = List.of("zh", "en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** BCP 47, as in Content-Language. */
  public String tag() {
    return tag;
  }

  /** Of an Accept-Language header (RFC 9110 §12.5.4); one that makes no sense asks for nothing. */
  public static Language of(HttpHeaders headers) {
    return ofHeader(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE));
  }

  static Language ofHeader(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
      return ZH;
    }
    try {
      return "en".equals(Locale.lookupTag(Locale.LanguageRange.parse(header), KNOWN)) ? EN : ZH;
    } catch (IllegalArgumentException malformed) {
      return ZH;
    }
  }
}
