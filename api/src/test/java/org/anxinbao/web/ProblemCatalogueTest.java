package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCatalogueTest {
  /** {@code Problem.field(TYPE, pointer, "code")} and {@code new FieldError(pointer, "code")}. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Problem\\.field|FieldError|[.\\s]invalid)\\([^;\"]*(?:\"[^\"]*\"[^;\"]*)*?\"([a-z0-9.-]+)\"\\s*\\)");

  @Test
  void shouldSayTheSameInBothLanguages() {
    assertThat(ProblemTexts.all(Language.EN).keySet())
        .isEqualTo(ProblemTexts.all(Language.ZH).keySet());
    assertThat(ProblemTexts.all(Language.EN).values()).noneMatch(String::isBlank);
    assertThat(ProblemTexts.all(Language.ZH).values()).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void shouldHaveWordsForEveryType(ProblemType type) {
    for (var language : Language.values()) {
      assertThat(ProblemTexts.title(type, language)).isNotBlank();
      assertThat(ProblemTexts.detail(type, language)).isNotBlank();
      assertThat(ProblemTexts.help(type, language)).isNotBlank();
    }
  }

  @Test
  void shouldHaveWordsForEveryCodeInTheSource() throws IOException {
    var codes = codesInSource();

    assertThat(codes).contains("not-a-version", "not-utf-8", "unknown-field", "not-in-list");
    assertThat(codes)
        .allSatisfy(code -> assertThat(ProblemTexts.all(Language.ZH)).containsKey("field." + code));
  }

  private static Set<String> codesInSource() throws IOException {
    var codes = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        var matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
    return codes;
  }
}
