package org.anxinbao.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeedTest {
  private static final Snapshot.Tables SEED = Seed.tables();
  private static final Snapshot JIANGMEN = new Snapshot(SEED);

  @Test
  void shouldReadEveryRow() {
    assertThat(SEED.areas()).hasSize(81);
    assertThat(SEED.industries()).hasSize(89);
    assertThat(SEED.organisations()).hasSize(244);
    assertThat(SEED.routingRules()).hasSize(173);
    assertThat(SEED.holidays()).hasSize(24);
    assertThat(SEED.limits()).hasSize(34);
    assertThat(SEED.hazardClasses()).hasSize(4).allMatch(kind -> kind.examples().size() == 10);
  }

  @Test
  void shouldPointOnlyAtWhatExists() {
    assertThat(SEED.areas())
        .allMatch(area -> JIANGMEN.organisation(area.defaultOffice()).isPresent());
    assertThat(SEED.areas())
        .allMatch(area -> area.parent() == null || JIANGMEN.area(area.parent()).isPresent());
    assertThat(SEED.industries())
        .allMatch(one -> one.parent() == null || JIANGMEN.industry(one.parent()).isPresent());
    assertThat(SEED.routingRules())
        .allMatch(rule -> rule.industry() == null || JIANGMEN.industry(rule.industry()).isPresent())
        .allMatch(
            rule ->
                rule.coDepartments().stream()
                    .allMatch(code -> JIANGMEN.organisation(code).isPresent()));
  }

  @Test
  void shouldKeepQuotedCellsAndListsWhole() {
    assertThat(JIANGMEN.industry("key-vehicles").orElseThrow().nameEn())
        .isEqualTo("Key vehicles (coaches, hazardous-goods and heavy trucks)");
    assertThat(JIANGMEN.industry("transport").orElseThrow().keywords())
        .hasSize(10)
        .startsWith("客车", "货车");
    assertThat(JIANGMEN.hazardClasses().getFirst().nameZh()).isEqualTo("人的不安全行为");
  }

  @Test
  void shouldHaveNoKeysYet() {
    assertThat(SEED.keys()).isEmpty();
    assertThat(JIANGMEN.limit("CLAIM", LocalDate.of(2026, 1, 1)).unit())
        .isEqualTo(Limit.Unit.NATURAL_DAY);
  }
}
