package org.anxinbao.intake;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anxinbao.directory.Jiangmen;
import org.anxinbao.directory.Snapshot;
import org.anxinbao.directory.TipLimits;
import org.anxinbao.storage.clean.Kind;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TipCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Snapshot DIRECTORY = Jiangmen.withDemoKeys();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEXT = "脚手架没有连墙件,风一吹就晃。";

  @Test
  void shouldTakeATipWithNothingButTheHazard() {
    assertThat(faults(Map.of())).isEmpty();
  }

  @Test
  void shouldNameEveryFieldThatIsWrong() {
    assertThat(faults(Map.of("area", "999999", "industry", "alchemy", "description", "太短")))
        .containsExactlyInAnyOrder("/area", "/industry", "/description");
  }

  @Test
  void shouldCountCodePointsThatShowSomething() {
    assertThat(faults(Map.of("description", "😀".repeat(10)))).isEmpty();
    assertThat(faults(Map.of("description", "😀".repeat(8_000)))).isEmpty();
    for (var wrong :
        List.of("😀".repeat(9), "😀".repeat(8_001), " ".repeat(50), "\u200b".repeat(50))) {
      assertThat(faults(Map.of("description", wrong))).containsExactly("/description");
    }
  }

  @Test
  void shouldTakeTenYearsAndNoTomorrow() {
    assertThat(faults(Map.of("observedOn", TODAY.toString()))).isEmpty();
    assertThat(faults(Map.of("observedOn", TODAY.minusYears(10).toString()))).isEmpty();
    for (var wrong : List.of(TODAY.plusDays(1), TODAY.minusYears(10).minusDays(1))) {
      assertThat(faults(Map.of("observedOn", wrong.toString()))).containsExactly("/observedOn");
    }
  }

  @Test
  void shouldKeepInternalChoicesToInternalReports() {
    assertThat(
            faults(
                Map.of(
                    "enterprise",
                    "jh-housing",
                    "skipEnterprise",
                    true,
                    "wakeIfLate",
                    true,
                    "signed",
                    true,
                    "identity",
                    Map.of("name", "李明", "phone", "13800000000"),
                    "withheld",
                    List.of(UUID.randomUUID().toString()))))
        .containsExactlyInAnyOrder(
            "/enterprise", "/skipEnterprise", "/wakeIfLate", "/signed", "/withheld");
    assertThat(faults(Map.of("channel", "INTERNAL"))).containsExactly("/enterprise");
    assertThat(faults(Map.of("channel", "INTERNAL", "enterprise", "jh-housing")))
        .containsExactly("/enterprise");
  }

  @Test
  void shouldNotSignWhatSkipsTheEnterprise() {
    assertThat(faults(Map.of("channel", "INTERNAL", "signed", true, "skipEnterprise", true)))
        .contains("/signed", "/identity");
  }

  @Test
  void shouldTakeNineFilesOnceEach() {
    assertThat(faults(Map.of("evidence", files(9)))).isEmpty();
    assertThat(faults(Map.of("evidence", files(10)))).containsExactly("/evidence");
    assertThat(faults(Map.of("evidence", Collections.nCopies(2, files(1).getFirst()))))
        .containsExactly("/evidence");
  }

  @Test
  void shouldPointAtTheOrganisationThatIsUnknown() {
    assertThat(faults(Map.of("avoid", List.of("jh-housing", "nobody"))))
        .containsExactly("/avoid/1");
    assertThat(faults(Map.of("avoid", Collections.nCopies(21, "jh-housing"))))
        .containsExactly("/avoid");
  }

  @Test
  void shouldReadCreditCodesAndTelephones() {
    assertThat(faults(Map.of("subject", Map.of("name", "某公司", "code", "91440704MA4D3M002F"))))
        .isEmpty();
    assertThat(faults(Map.of("subject", Map.of("name", " ", "code", "91440704")))).hasSize(2);
    assertThat(faults(Map.of("identity", Map.of("name", "李明", "phone", "call me"))))
        .containsExactly("/identity/phone");
  }

  @Test
  void shouldPromiseTheSizesThatTheLibraryTakes() {
    var limits = TipLimits.CURRENT;
    assertThat(limits.imageBytes()).isEqualTo(Kind.PHOTOGRAPH.mostBytes());
    assertThat(limits.videoBytes()).isEqualTo(Kind.FILM.mostBytes());
    assertThat(limits.audioBytes()).isEqualTo(Kind.SOUND.mostBytes());
    assertThat(limits.pdfBytes()).isEqualTo(Kind.DOCUMENT.mostBytes());
  }

  @Test
  void shouldShowNothingOfATipInItsName() {
    assertThat(request(Map.of("place", "江海路")).toString()).isEqualTo("TipRequest");
  }

  private static List<String> files(int count) {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
  }

  private static Set<String> faults(Map<String, Object> fields) {
    var problem =
        Assertions.catchThrowableOfType(
            Problem.class, () -> TipCheck.check(request(fields), DIRECTORY, TODAY));
    return problem == null ? Set.of() : pointers(problem);
  }

  private static Set<String> pointers(@Nullable Problem problem) {
    var found = Objects.requireNonNull(problem);
    assertThat(found.type()).isEqualTo(ProblemType.UNPROCESSABLE);
    return found.errors().stream().map(Problem.FieldError::pointer).collect(toSet());
  }

  private static TipRequest request(Map<String, Object> fields) {
    var tip = new LinkedHashMap<String, Object>();
    tip.put("channel", "PUBLIC");
    tip.put("area", "440704");
    tip.put("industry", "scaffolding");
    tip.put("hazardClass", "UNSAFE_CONDITION");
    tip.put("description", TEXT);
    tip.putAll(fields);
    return JSON.convertValue(tip, TipRequest.class);
  }
}
