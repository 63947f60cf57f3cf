package org.anxinbao.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Cursor CURSOR = new Cursor(LocalDate.of(2026, 11, 20), new UUID(1, 2));

  @Test
  void shouldComeBackAsItWent() {
    assertThat(Cursor.parse(CURSOR.text())).isEqualTo(CURSOR);
    assertThat(Cursor.parse(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AAAA", "====", "null", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void shouldRefuseWhatIsNoCursor(String text) {
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Cursor.parse(CURSOR.text() + "A")).isInstanceOf(Problem.class);
  }

  @Test
  void shouldRefuseADayBeyondTheCalendar() {
    assertThatThrownBy(() -> Cursor.parse("f_______" + CURSOR.text().substring(8)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void shouldPointToTheNextPageOnlyWhereThereIsOne() {
    assertThat(Page.of(List.of(1, 2), 2, _ -> CURSOR).next()).isNull();
    var page = Page.of(List.of(1, 2, 3), 2, _ -> CURSOR);
    assertThat(page.items()).containsExactly(1, 2);
    assertThat(page.next()).isEqualTo(CURSOR.text());
  }
}
