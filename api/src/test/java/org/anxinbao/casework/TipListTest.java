package org.anxinbao.casework;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists of one office, narrowed to a town and an industry that only one test uses at a time. */
class TipListTest extends ServerTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @Test
  void shouldPageStablyThroughTipsOfTheSameDay() {
    var mine = tips("hanging-basket", 7);
    CaseRows.receivedOn(mine.get(2), TODAY.minusDays(3));
    CaseRows.receivedOn(mine.get(4), TODAY.minusDays(1));
    var officer = Officer.of(CaseRows.lead(mine.getFirst()) + "-1");
    var expected =
        List.of(mine.get(0), mine.get(1), mine.get(3), mine.get(5), mine.get(6)).stream()
            .sorted(comparing(UUID::toString))
            .collect(toCollection(ArrayList::new));
    Collections.addAll(expected, mine.get(4), mine.get(2));
    for (var limit : List.of(1, 2, 3, 7, 200)) {
      assertThat(ids(officer.lists("industry=hanging-basket&limit=" + limit)))
          .as("limit %s", limit)
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldNarrowByEveryFilterAndAllOfThem() {
    var tip = tips("steel-roof-works", 1).getFirst();
    var officer = Officer.of(CaseRows.lead(tip) + "-1");
    var item = officer.lists("industry=steel-roof-works").getFirst();
    assertThat(item.path("excerpt").asString()).startsWith("外海街道");
    assertThat(item.path("reference").asString()).matches("AX-[0-9A-Z]{5}-[0-9A-Z]{5}");
    for (var within :
        List.of(
            "status=SCREENING", "area=440704", "area=440700", "channel=PUBLIC", "overdue=false")) {
      assertThat(ids(officer.lists("industry=steel-roof-works&" + within)))
          .as(within)
          .contains(tip);
    }
    for (var without :
        List.of("status=CLOSED", "area=440703", "channel=INTERNAL", "overdue=true")) {
      assertThat(ids(officer.lists("industry=steel-roof-works&" + without)))
          .as(without)
          .doesNotContain(tip);
    }
  }

  @Test
  void shouldCallOverdueWhatTheOfficeHasMissed() {
    var tips = tips("high-risk-works", 3);
    var officer = Officer.of(CaseRows.lead(tips.getFirst()) + "-1");
    officer.does(tips.get(1), "ASK", Map.of("text", "哪一栋?"));
    for (var missed : tips.subList(0, 2)) {
      CaseRows.clockStarted(missed, TODAY.minusDays(100));
      CaseRows.dueOn(missed, TODAY.minusDays(1));
    }
    CaseRows.dueOn(tips.get(2), TODAY);
    var overdue = officer.lists("industry=high-risk-works&overdue=true");
    assertThat(ids(overdue)).containsExactly(tips.getFirst());
    assertThat(overdue.getFirst().path("overdue").asBoolean()).isTrue();
  }

  @Test
  void shouldRefuseQueriesThatMeanNothing() {
    var officer = Officer.of("jh-housing-1");
    for (var wrong :
        List.of(
            "limit=0",
            "limit=201",
            "limit=x",
            "status=LOST",
            "channel=private",
            "overdue=perhaps",
            "area=%25",
            "cursor=x",
            "cursor=" + "A".repeat(32) + "!",
            "cursor=" + "_".repeat(32),
            "cursor=" + cursor(100_000_000_000L))) {
      var answer = officer.get("?" + wrong);
      assertThat(answer.status()).as(wrong).isIn(400, 422);
      assertThat(answer.json().at("/errors/0/pointer").asString())
          .isEqualTo("/query/" + wrong.substring(0, wrong.indexOf('=')));
    }
  }

  /** A day that no database counts to. */
  private static String cursor(long day) {
    var bytes = ByteBuffer.allocate(24).putLong(day).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  @Tag("P10")
  void shouldShowAPageWithATipThatWasDamaged() {
    var tips = tips("small-construction-machinery", 2);
    var officer = Officer.of(CaseRows.lead(tips.getFirst()) + "-1");
    CaseRows.damage(tips.getFirst());
    var items = officer.lists("industry=small-construction-machinery");
    assertThat(ids(items)).containsExactlyInAnyOrderElementsOf(tips);
    assertThat(items)
        .filteredOn(item -> item.path("id").asString().equals(tips.getFirst().toString()))
        .allMatch(item -> item.path("excerpt").asString().isEmpty());
    assertThat(officer.reads(tips.getFirst()).problem()).isEqualTo("damaged-record");
    assertThat(CaseRows.attempts(tips.getFirst()))
        .contains("LIST_TIPS/FAILED/SEAL_BROKEN", "READ_TIP/FAILED/SEAL_BROKEN");
  }

  @Test
  void shouldPutRefusedAttemptsOnRecordAndAnnounceWhatWasDone() {
    var tip = Reporter.submitted(Map.of()).tip();
    var stranger = Officer.of("pj-fire-1");
    stranger.reads(tip);
    stranger.says(tip, "?");
    stranger.decides(tip, 0, "ACCEPT", Map.of());
    stranger.downloads(tip, UUID.randomUUID().toString());
    var handler = Officer.of("jh-housing-1");
    handler.does(tip, "ACCEPT");
    handler.decides(tip, 0, "VERIFY", Map.of());
    handler.decides(tip, "CLOSE", Map.of());
    assertThat(CaseRows.attempts(tip))
        .contains(
            "SUBMIT/DONE",
            "READ_TIP/REFUSED/NOT_FOUND",
            "MESSAGE/REFUSED/NOT_FOUND",
            "ACCEPT/REFUSED/NOT_FOUND",
            "READ_EVIDENCE/REFUSED/NOT_FOUND",
            "ACCEPT/DONE",
            "VERIFY/REFUSED/STALE_VERSION",
            "CLOSE/REFUSED/DECISION_NOT_ALLOWED");
    assertThat(CaseRows.announced(tip)).containsExactlyInAnyOrder("SUBMITTED", "ACCEPT");
  }

  private static List<UUID> tips(String industry, int count) {
    var tips = new ArrayList<UUID>();
    for (int i = 0; i < count; i++) {
      tips.add(Reporter.submitted(Map.of("industry", industry)).tip());
    }
    return tips;
  }

  private static List<UUID> ids(List<JsonNode> items) {
    return items.stream().map(item -> UUID.fromString(item.path("id").asString())).toList();
  }
}
