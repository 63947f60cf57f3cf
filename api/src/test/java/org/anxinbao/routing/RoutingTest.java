package org.anxinbao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.anxinbao.directory.Jiangmen;
import org.anxinbao.directory.RoutingRule;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.routing.Route.Led;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Snapshot DEMO = Jiangmen.withDemoKeys();
  private static final Snapshot EVERYBODY =
      Jiangmen.withKeys(DEMO.organisations().stream().map(office -> office.code()).toList());

  @Test
  void shouldGiveADistrictsMatterToTheDistrictsOffice() {
    var led = led("440704", "scaffolding");
    assertThat(led.lead()).isEqualTo("jh-housing");
    assertThat(led.supervising()).contains("jh-safety-committee-office");
    assertThat(led.handledDirectly()).isFalse();
    assertThat(led.rule()).isEqualTo("district-scaffolding");
    assertThat(led("440704", "key-vehicles").assisting()).containsExactly("jh-emergency");
  }

  @Test
  void shouldTreatATownAsItsDistrict() {
    var town =
        DEMO.areas().stream()
            .filter(area -> "440704".equals(area.parent()))
            .findFirst()
            .orElseThrow();
    assertThat(led(town.code(), "scaffolding")).isEqualTo(led("440704", "scaffolding"));
  }

  @Test
  void shouldGiveACityWideMatterToTheCitysOffice() {
    var led = led("440700", "scaffolding");
    assertThat(led.lead()).isEqualTo("jm-housing");
    assertThat(led.supervising()).contains("jm-safety-committee-office");
  }

  @Test
  void shouldPassOverADistrictThatHasNoKeysYet() {
    for (var industry : DEMO.industries()) {
      var led = led("440705", industry.code());
      assertThat(led.lead()).startsWith("jm-");
      assertThat(led.handledDirectly()).isTrue();
    }
    assertThat(led("440705", "scaffolding").lead()).isEqualTo("jm-safety-committee-office");
    assertThat(led("440705", "scaffolding").supervising()).contains("jm-safety-committee");
  }

  @Test
  void shouldGiveAnUnclearRemitToTheSafetyCommitteeOffice() {
    assertThat(led("440704", "other-unknown").lead()).isEqualTo("jh-safety-committee-office");
    assertThat(led("440704", "other-unknown").supervising()).contains("jm-safety-committee-office");
    assertThat(led("440700", "other-unknown").lead()).isEqualTo("jm-safety-committee-office");
    assertThat(led("440700", "other-unknown").supervising()).contains("jm-safety-committee");
  }

  @Test
  void shouldKeepALineWithoutDistrictOfficesInTheCity() {
    assertThat(led(EVERYBODY, "440704", "railway-works").lead()).isEqualTo("jm-railway-regulator");
    assertThat(led(EVERYBODY, "440704", "op-offshore").lead()).isEqualTo("jm-maritime");
    assertThat(led(EVERYBODY, "440704", "construction").lead()).isEqualTo("jh-housing");
  }

  @Test
  @Tag("P15")
  void shouldMoveUpPastEveryExcludedOffice() {
    var led = led("440704", "scaffolding", "jh-housing");
    assertThat(led.lead()).isEqualTo("jh-safety-committee-office");
    assertThat(led.supervising()).contains("jm-safety-committee-office");
    assertThat(led.handledDirectly()).isTrue();
    assertThat(led.toString()).doesNotContain("jh-housing");

    var further = led("440704", "scaffolding", "jh-housing", "jh-safety-committee-office");
    assertThat(further.lead()).isEqualTo("jm-safety-committee-office");
    var last =
        led(
            "440704",
            "scaffolding",
            "jh-housing",
            "jh-safety-committee-office",
            "jm-safety-committee-office");
    assertThat(last.lead()).isEqualTo("jm-safety-committee");
    assertThat(last.supervising()).isEmpty();
  }

  @Test
  void shouldFollowTheLowestNumberThenTheNarrowerRule() {
    var rules =
        List.of(
            rule("wide", 10, null, "440700", "jm-fire"),
            rule("narrow", 10, null, "440704", "jm-transport"),
            rule("industry", 10, "construction", "440700", "jm-emergency"));
    var snapshot = Jiangmen.with(Jiangmen.offices(), rules);
    assertThat(led(snapshot, "440704", "transport").rule()).isEqualTo("narrow");
    assertThat(led(snapshot, "440703", "transport").rule()).isEqualTo("wide");
    assertThat(led(snapshot, "440704", "construction").rule()).isEqualTo("industry");
  }

  @Test
  void shouldFollowTheRuleInForceOnTheDay() {
    var from = TODAY.plusDays(1);
    var rule =
        new RoutingRule(
            "next-day",
            from,
            from.plusDays(1),
            1,
            null,
            "440700",
            "jm-fire",
            null,
            List.of(),
            List.of(),
            null,
            null);
    var snapshot = Jiangmen.with(Jiangmen.offices(), List.of(rule));
    assertThat(led(snapshot, "440704", "scaffolding").lead()).isEqualTo("jh-housing");
    assertThat(on(snapshot, from).lead()).isEqualTo("jm-fire");
    assertThat(on(snapshot, from.plusDays(1)).lead()).isEqualTo("jh-housing");
  }

  @Test
  void shouldUseTheAreasDefaultOfficeOnlyWhereNoRuleMatches() {
    var led = on(DEMO, LocalDate.of(2024, 6, 1));
    assertThat(led.rule()).isEqualTo(Route.DEFAULT);
    assertThat(led.lead()).isEqualTo("jh-safety-committee-office");
  }

  @Test
  void shouldStartFromAGivenOrganisation() {
    assertThat(beyond("jh-fire").lead()).isEqualTo("jh-fire");
    assertThat(beyond("jh-fire").supervising()).contains("jh-safety-committee-office");
    assertThat(beyond("jm-fire").supervising()).contains("jm-safety-committee-office");
    assertThat(beyond("jm-safety-committee-office").supervising()).contains("jm-safety-committee");
    assertThat(beyond("jm-safety-committee").supervising()).contains("jm-safety-committee-office");
    assertThat(beyond("xh-fire").lead()).isEqualTo("jm-safety-committee-office");
    assertThat(beyond("xh-fire").handledDirectly()).isTrue();
  }

  @Test
  void shouldRefuseAnAreaOrIndustryThatDoesNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> led("999999", "scaffolding"));
    assertThatIllegalArgumentException().isThrownBy(() -> led("440704", "no-such-thing"));
  }

  @Test
  @Tag("P15")
  void shouldNotPrintWhomAReporterAvoids() {
    var question = new Question("440704", "scaffolding", Set.of("jh-housing"), TODAY);
    assertThat(question.toString()).doesNotContain("jh-housing");
  }

  private static Led led(String area, String industry, String... excluded) {
    return led(DEMO, area, industry, excluded);
  }

  private static Led led(Snapshot snapshot, String area, String industry, String... excluded) {
    return (Led) Routing.route(snapshot, new Question(area, industry, Set.of(excluded), TODAY));
  }

  private static Led on(Snapshot snapshot, LocalDate day) {
    return (Led) Routing.route(snapshot, new Question("440704", "scaffolding", Set.of(), day));
  }

  private static Led beyond(String organisation) {
    var question = new Question("440704", "scaffolding", Set.of(), TODAY);
    return (Led) Routing.beyond(DEMO, organisation, question);
  }

  private static RoutingRule rule(
      String id, int priority, @Nullable String industry, String scope, String lead) {
    return new RoutingRule(
        id,
        LocalDate.of(2026, 1, 1),
        null,
        priority,
        industry,
        scope,
        lead,
        null,
        List.of(),
        List.of(),
        null,
        null);
  }
}
