package org.anxinbao.casework;

import static org.anxinbao.casework.TipJourneyTest.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anxinbao.ServerTest;
import org.anxinbao.casework.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarOverHttpTest extends ServerTest {
  private final Officer officer = Officer.of("jh-housing-1");

  @ParameterizedTest
  @CsvSource({
    "2026-02-10,  5, WORKING_DAY, 2026-02-24, false",
    "2026-02-24,  4, WORKING_DAY, 2026-02-28, false",
    "2026-02-06, 10, NATURAL_DAY, 2026-02-24, false",
    "2026-03-02,  0, NATURAL_DAY, 2026-03-02, false",
    "2026-12-30,  5, WORKING_DAY, 2027-01-06, true",
    "2027-03-01, 10, NATURAL_DAY, 2027-03-11, true",
  })
  void shouldSayWhenALimitEnds(
      String start, int days, String unit, String due, boolean provisional) {
    var answer = preview(Map.of("start", start, "days", days, "unit", unit));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("due").asString()).isEqualTo(due);
    assertThat(answer.json().path("provisional").asBoolean()).isEqualTo(provisional);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-14, true,  true",
    "2026-02-16, false, true",
    "2026-02-28, true,  true",
    "2026-03-01, false, true",
    "2027-02-08, true,  false",
    "2027-02-07, false, false",
  })
  void shouldSayWhetherADayIsWorked(String date, boolean working, boolean official) {
    var answer = officer.calls(GET, "/calendar/" + date, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("workingDay").asBoolean()).isEqualTo(working);
    assertThat(answer.json().path("official").asBoolean()).isEqualTo(official);
  }

  @Test
  void shouldNameWhatIsWrongWithALimit() {
    assertRefused("/start", "start", "2026-02-30", "26-02-10", "2026-2-1", "", 20260210);
    assertRefused("/start", "start", "1999-12-31", "2100-01-01", "9999-12-31", "0000-01-01");
    assertRefused("/days", "days", -1, 3_661, Integer.MIN_VALUE, Long.MAX_VALUE, "5", 1.5);
    assertRefused("/unit", "unit", "HOUR", "working_day", "", 1);
    var all = preview(Map.of("start", "1900-01-01", "days", -1, "unit", "WORKING_DAY"));
    assertThat(values(all.json(), "errors", "pointer")).containsExactly("/start", "/days");
    for (var lacks : List.of("start", "days", "unit")) {
      var asked = asked();
      asked.remove(lacks);
      assertThat(preview(asked).status()).isEqualTo(400);
      assertThat(preview(asked).json().at("/errors/0/pointer").asString()).isEqualTo("/" + lacks);
    }
  }

  @Test
  void shouldSayWhatIsNoDay() {
    for (var wrong :
        List.of("2026-02-30", "tomorrow", "2026-2-1", "1999-12-31", "2100-01-01", "-2026-01-01")) {
      var answer = officer.calls(GET, "/calendar/" + wrong, null);
      assertThat(answer.status()).as(wrong).isIn(400, 422);
      assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/path/date");
    }
  }

  private void assertRefused(String pointer, String field, Object... values) {
    for (var value : values) {
      var asked = asked();
      asked.put(field, value);
      var answer = preview(asked);
      assertThat(answer.status()).as("%s", value).isIn(400, 422);
      assertThat(answer.json().at("/errors/0/pointer").asString())
          .as("%s", value)
          .isEqualTo(pointer);
    }
  }

  private static Map<String, Object> asked() {
    return new HashMap<>(Map.of("start", "2026-02-10", "days", 5, "unit", "WORKING_DAY"));
  }

  private Answer preview(Map<String, ?> asked) {
    return officer.calls(POST, "/clocks/preview", asked);
  }
}
