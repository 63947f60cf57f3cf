package org.anxinbao.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The words of every problem and every field's fault, from problems_zh and problems_en. */
final class ProblemTexts {
  private static final Map<String, String> CHINESE = load("problems_zh.properties");
  private static final Map<String, String> ENGLISH = load("problems_en.properties");
  private static final String FALLBACK = "field.invalid";

  private ProblemTexts() {}

  static String title(ProblemType type, Language language) {
    return text(type.slug() + ".title", language);
  }

  static String detail(ProblemType type, Language language) {
    return text(type.slug() + ".detail", language);
  }

  /** What the caller can do about it, for the type's page. */
  static String help(ProblemType type, Language language) {
    return text(type.slug() + ".help", language);
  }

  /** A code without words gets those of {@code invalid}: the catalogue's test names such codes. */
  static String field(String code, Language language) {
    var texts = all(language);
    var found = texts.get("field." + code);
    return found != null ? found : text(FALLBACK, language);
  }

  static Map<String, String> all(Language language) {
    return language == Language.EN ? ENGLISH : CHINESE;
  }

  static String text(String key, Language language) {
    var found = all(language).get(key);
    if (found == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return found;
  }

  private static Map<String, String> load(String name) {
    var properties = new Properties();
    try (var in = ProblemTexts.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }
}
