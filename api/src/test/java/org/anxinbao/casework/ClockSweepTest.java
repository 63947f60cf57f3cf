package org.anxinbao.casework;

import static org.anxinbao.casework.TipJourneyTest.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anxinbao.ServerTest;
import org.anxinbao.directory.Directory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Clocks that are missed while nobody looks: what they do by themselves. */
class ClockSweepTest extends ServerTest {
  private static final String CHEMICAL = "ent-jh-chemical";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final LocalDate LONG_AGO = TODAY.minusDays(100);

  private final Officer housing = Officer.of("jh-housing-1");
  private final Officer supervising = Officer.of("jh-safety-committee-office-1");
  private final Officer enterprise = Officer.of(CHEMICAL + "-safety");
  private final ClockSweep sweep = server.bean(ClockSweep.class);

  @Test
  void shouldWakeTheOfficeAboveAnIgnoredTip() {
    var tip = late(Map.of());
    assertThat(supervising.reads(tip).status()).isEqualTo(404);

    sweep();

    var seen = supervising.sees(tip);
    assertThat(seen.path("overdue").asBoolean()).isTrue();
    assertThat(seen.path("escalated").asBoolean()).isTrue();
    assertThat(supervising.lists(tip)).isTrue();
    assertThat(values(seen, "timeline", "kind"))
        .containsExactly("SUBMITTED", "OVERDUE", "ESCALATE");
    assertThat(housing.sees(tip).path("allowed")).isNotEmpty();
    assertThat(CaseRows.attempts(tip)).contains("OVERDUE/DONE", "ESCALATE/DONE");
    assertThat(CaseRows.announced(tip)).contains("OVERDUE", "ESCALATE");
  }

  @Test
  @Tag("P13")
  void shouldActOnceHoweverManySweep() {
    var tips = List.of(late(Map.of()), late(Map.of()), late(Map.of()));
    var once = sweep.sweep();

    Mono.when(once, once, once, once).block();
    sweep();

    for (var tip : tips) {
      assertThat(CaseRows.events(tip)).containsExactly("SUBMITTED", "OVERDUE", "ESCALATE");
      assertThat(CaseRows.attempts(tip)).filteredOn("OVERDUE/DONE"::equals).hasSize(1);
      assertThat(CaseRows.announced(tip)).filteredOn("OVERDUE"::equals).hasSize(1);
    }
  }

  @Test
  void shouldWarnTheOfficeAndLeaveTheTipAsItIs() {
    var tip = Reporter.submitted(Map.of()).tip();
    var before = housing.sees(tip);
    CaseRows.clockStarted(tip, beforeDue("ACCEPTANCE"));

    sweep();
    sweep();

    assertThat(CaseRows.announced(tip)).filteredOn("WARNED"::equals).hasSize(1);
    assertThat(CaseRows.attempts(tip)).filteredOn("WARNED/DONE"::equals).hasSize(1);
    var after = housing.sees(tip);
    assertThat(after.path("version").asInt()).isEqualTo(before.path("version").asInt());
    assertThat(after.path("timeline")).isEqualTo(before.path("timeline"));
  }

  @Test
  void shouldTakeALateReportToTheDepartmentIfItsReporterSaidSo() {
    var reporter = Reporter.submitted(internal(Map.of("wakeIfLate", true)));
    var tip = late(reporter);
    assertThat(housing.reads(tip).status()).isEqualTo(404);

    sweep();

    var seen = housing.sees(tip);
    assertThat(seen.path("lead").asString()).isEqualTo("jh-housing");
    assertThat(seen.path("status").asString()).isEqualTo("SCREENING");
    assertThat(seen.at("/clock/code").asString()).isEqualTo("ACCEPTANCE");
    assertThat(seen.path("overdue").asBoolean()).isFalse();
    assertThat(values(seen, "allowed")).contains("ACCEPT");
    assertThat(values(seen, "timeline", "kind"))
        .containsExactly("SUBMITTED", "OVERDUE", "EXTERNALISED");
    assertThat(housing.lists(tip)).isTrue();
    assertThat(values(reporter.mailbox(), "timeline", "outside")).containsExactly("false", "true");

    assertThat(reporter.says("只告诉主管部门").status()).isEqualTo(201);
    assertThat(values(housing.sees(tip), "messages", "text")).containsExactly("只告诉主管部门");
    assertThat(enterprise.sees(tip).path("messages")).isEmpty();
    assertThat(enterprise.sees(tip).path("allowed")).isEmpty();
    housing.does(tip, "ASK", Map.of("text", "哪个车间?"));
    assertThat(reporter.mailbox().path("messages")).hasSize(2);
  }

  @Test
  void shouldTakeAReportOfAMajorHazardOutsideToo() {
    var tip = late(internal(Map.of("suspectedMajor", true)));
    sweep();
    assertThat(housing.sees(tip).path("allowed")).isNotEmpty();
  }

  @Test
  @Tag("P15")
  void shouldOnlyMarkEveryOtherLateReport() {
    var tip = late(internal(Map.of()));

    sweep();

    assertThat(housing.reads(tip).bytes()).isEqualTo(housing.reads(UUID.randomUUID()).bytes());
    assertThat(housing.lists(tip)).isFalse();
    var seen = enterprise.sees(tip);
    assertThat(seen.path("overdue").asBoolean()).isTrue();
    assertThat(values(seen, "timeline", "kind")).containsExactly("SUBMITTED", "OVERDUE");
    assertThat(CaseRows.grants(tip)).contains("jh-housing/0/DORMANT");
  }

  @Test
  @Tag("P15")
  void shouldNeverWakeAnOfficeThatIsAvoided() {
    var past = late(internal(Map.of("wakeIfLate", true, "avoid", List.of("jh-housing"))));
    var above = late(Map.of("avoid", List.of("jh-safety-committee-office")));

    sweep();

    assertThat(housing.reads(past).status()).isEqualTo(404);
    assertThat(supervising.sees(past).path("allowed")).as("leads in its place").isNotEmpty();
    assertThat(supervising.reads(above).status()).isEqualTo(404);
    assertThat(CaseRows.grants(above)).noneMatch(grant -> grant.startsWith("jh-safety"));
  }

  /** A grant that somebody moved or made: the list of those to keep away has the last word. */
  @Test
  @Tag("P15")
  void shouldAskWhomTheReporterAvoidsBeforeItWakesAnybody() {
    var tip = late(internal(Map.of("wakeIfLate", true, "avoid", List.of("jh-fire"))));
    CaseRows.supervisedBy(tip, "jh-fire");

    sweep();

    assertThat(CaseRows.lead(tip)).isEqualTo(CHEMICAL);
    assertThat(CaseRows.grants(tip)).contains("jh-housing/0/DORMANT");
    assertThat(Officer.of("jh-fire-1").reads(tip).status()).isEqualTo(404);
    assertThat(CaseRows.events(tip)).containsExactly("SUBMITTED", "OVERDUE");
  }

  @Test
  @Tag("P10")
  void shouldMarkATipWhoseSleepingGrantWasDamagedAndGoOn() {
    var damaged = late(Map.of());
    CaseRows.damageGrants(damaged);
    var sound = late(Map.of());

    sweep();

    assertThat(CaseRows.events(damaged)).containsExactly("SUBMITTED", "OVERDUE");
    assertThat(CaseRows.attempts(damaged)).contains("ESCALATE/FAILED/SEAL_BROKEN", "OVERDUE/DONE");
    assertThat(CaseRows.events(sound)).contains("ESCALATE");
  }

  /** Older than every limit. */
  @Test
  void shouldPutOffATipThatCannotBeCountedAndGoOn() {
    var uncountable = Reporter.submitted(Map.of()).tip();
    var limit = server.bean(Directory.class).current().limit("ACCEPTANCE", TODAY);
    CaseRows.clockStarted(uncountable, limit.validFrom().minusDays(1));
    var sound = late(Map.of());

    sweep();

    assertThat(CaseRows.attempts(uncountable)).contains("CLOCK/FAILED/NO_LIMIT");
    assertThat(CaseRows.events(sound)).contains("ESCALATE");
    CaseRows.clockStarted(uncountable, TODAY);
  }

  @Test
  void shouldGoOnWithoutAnAnswerWhenTheReportersDaysAreOver() {
    var tip = Reporter.submitted(Map.of()).tip();
    housing.does(tip, "ACCEPT");
    housing.does(tip, "ASK", Map.of("text", "哪一栋?"));
    var asked = housing.sees(tip);
    assertThat(asked.at("/clock/code").asString()).isEqualTo("SUPPLEMENT");
    sweep();
    assertThat(housing.sees(tip)).isEqualTo(asked);

    CaseRows.asked(tip, TODAY.minusDays(30));
    sweep();

    var seen = housing.sees(tip);
    assertThat(seen.path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(seen.at("/clock/code").asString()).isEqualTo("VERIFICATION");
    assertThat(values(seen, "timeline", "kind"))
        .containsExactly("SUBMITTED", "ACCEPT", "ASK", "RESUMED");
    assertThat(CaseRows.attempts(tip)).contains("RESUMED/DONE");
  }

  @Test
  void shouldShowOneDateInTheListTheTipAndTheMailbox() {
    var reporter = Reporter.submitted(Map.of("industry", "ferry"));
    var tip = reporter.tip();
    var officer = Officer.of(CaseRows.lead(tip) + "-1");
    var due = server.bean(Directory.class).current().due("ACCEPTANCE", TODAY).date().toString();
    assertThat(officer.sees(tip).path("due").asString()).isEqualTo(due);
    assertThat(reporter.mailbox().path("due").asString()).isEqualTo(due);
    assertThat(officer.lists("industry=ferry"))
        .filteredOn(item -> item.path("id").asString().equals(tip.toString()))
        .allMatch(item -> item.path("due").asString().equals(due));
  }

  private UUID late(Map<String, ?> fields) {
    return late(Reporter.submitted(fields));
  }

  private static UUID late(Reporter reporter) {
    CaseRows.clockStarted(reporter.tip(), LONG_AGO);
    return reporter.tip();
  }

  /** So that it is due today or later, and two thirds have passed. */
  private static LocalDate beforeDue(String clock) {
    var known = server.bean(Directory.class).current();
    return TODAY
        .minusDays(30)
        .datesUntil(TODAY)
        .filter(start -> !known.due(clock, start).date().isBefore(TODAY))
        .findFirst()
        .orElseThrow();
  }

  private void sweep() {
    sweep.sweep().block();
  }

  private static Map<String, Object> internal(Map<String, ?> fields) {
    var tip = new HashMap<String, Object>(fields);
    tip.put("channel", "INTERNAL");
    tip.put("enterprise", CHEMICAL);
    return tip;
  }
}
