package org.anxinbao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.anxinbao.directory.Area;
import org.anxinbao.directory.Industry;
import org.anxinbao.directory.Jiangmen;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.routing.Route.Led;
import org.anxinbao.routing.Route.NobodyLeft;

/** What holds for every place, industry and choice of whom to avoid, on the real data. */
class RoutingPropertyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Snapshot DEMO = Jiangmen.withDemoKeys();

  @Example
  void shouldLeaveNoTipWithoutAnOwner() {
    for (var area : DEMO.areas()) {
      for (var industry : DEMO.industries()) {
        var question = new Question(area.code(), industry.code(), Set.of(), TODAY);
        assertThat(Routing.route(DEMO, question))
            .isInstanceOfSatisfying(
                Led.class,
                led -> {
                  assertThat(Jiangmen.offices()).contains(led.lead()).containsAll(led.assisting());
                  assertThat(led.supervising()).isPresent();
                });
      }
    }
  }

  @Property
  @Tag("P15")
  void shouldNameAnExcludedOfficeNowhere(
      @ForAll("areas") String area,
      @ForAll("industries") String industry,
      @ForAll("offices") Set<String> excluded) {
    switch (Routing.route(DEMO, new Question(area, industry, excluded, TODAY))) {
      case Led led -> assertThat(everybodyIn(led)).noneMatch(excluded::contains);
      case NobodyLeft() -> assertThat(excluded).contains("jm-safety-committee");
    }
  }

  @Property
  @Tag("P15")
  void shouldAnswerTheSameForAnExcludedOfficeAndOneWithoutKeys(
      @ForAll("areas") String area,
      @ForAll("industries") String industry,
      @ForAll("offices") Set<String> leftOut) {
    var withKeys = new TreeSet<>(Jiangmen.offices());
    withKeys.removeAll(leftOut);
    var passedOver =
        Routing.route(Jiangmen.withKeys(withKeys), new Question(area, industry, Set.of(), TODAY));
    var excluded = Routing.route(DEMO, new Question(area, industry, leftOut, TODAY));
    assertThat(excluded).isEqualTo(passedOver);
  }

  @Property
  void shouldNeverGiveOneOfficeTwoParts(
      @ForAll("areas") String area,
      @ForAll("industries") String industry,
      @ForAll("offices") Set<String> excluded) {
    if (Routing.route(DEMO, new Question(area, industry, excluded, TODAY)) instanceof Led led) {
      assertThat(led.supervising()).isNotEqualTo(Optional.of(led.lead()));
      assertThat(led.assisting()).doesNotHaveDuplicates().doesNotContain(led.lead());
    }
  }

  @Property
  @Tag("P15")
  void shouldSayNobodyIsLeftWhereEverybodyIsExcluded(
      @ForAll("areas") String area, @ForAll("industries") String industry) {
    assertThat(Routing.route(DEMO, new Question(area, industry, Jiangmen.offices(), TODAY)))
        .isEqualTo(new NobodyLeft());
  }

  @Property
  void shouldNeverChooseATown(@ForAll("areas") String area, @ForAll("industries") String industry) {
    var everybody =
        Jiangmen.withKeys(DEMO.organisations().stream().map(office -> office.code()).toList());
    if (Routing.route(everybody, new Question(area, industry, Set.of(), TODAY))
        instanceof Led led) {
      assertThat(everybodyIn(led)).noneMatch(code -> code.startsWith("town-"));
      assertThat(led.handledDirectly()).isFalse();
    }
  }

  private static List<String> everybodyIn(Led led) {
    var all = new ArrayList<>(led.assisting());
    all.add(led.lead());
    led.supervising().ifPresent(all::add);
    return all;
  }

  @Provide
  Arbitrary<String> areas() {
    return Arbitraries.of(DEMO.areas().stream().map(Area::code).toList());
  }

  @Provide
  Arbitrary<String> industries() {
    return Arbitraries.of(DEMO.industries().stream().map(Industry::code).toList());
  }

  @Provide
  Arbitrary<Set<String>> offices() {
    return Arbitraries.subsetOf(Jiangmen.offices());
  }
}
