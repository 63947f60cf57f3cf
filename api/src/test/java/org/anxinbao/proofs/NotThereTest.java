package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For who may not read it, a tip is the same bytes as no tip. */
@Tag("P2")
@Tag("P15")
class NotThereTest extends ServerTest {
  private static final Thief thief = new Thief(server);

  @ParameterizedTest
  @EnumSource(
      names = {
        "SUPERVISOR",
        "SAFETY_OFFICER",
        "OTHER_OFFICE",
        "EXCLUDED",
        "CUSTODIAN",
        "FINANCE",
        "AUDITOR",
        "ADMIN"
      })
  void shouldAnswerForATipOfOthersAsForNone(Caller caller) {
    var told = tell("jh-fire");
    var http = caller.http(server, told.reporter());

    var there = probes(http, told.tip(), told.file());
    var nowhere = probes(http, UUID.randomUUID().toString(), UUID.randomUUID().toString());
    assertThat(there).isEqualTo(nowhere).allMatch(answer -> answer.startsWith("404 "));
  }

  /** One that would have led, and one above it. */
  @ParameterizedTest
  @ValueSource(strings = {"jh-housing", "jh-safety-committee-office"})
  void shouldShowAnExcludedOfficeTheSameListWithTheTipAsWithout(String office) {
    var officer = Officer.of(server, office + "-1");
    var before = lists(officer);

    var told = tell(office);

    assertThat(lists(officer)).isEqualTo(before);
    assertThat(probes(officer.http(), told.tip(), told.file()))
        .isEqualTo(
            probes(officer.http(), UUID.randomUUID().toString(), UUID.randomUUID().toString()));
    assertThat(thief.reads("select holder from tip_grant where tip = ?::uuid", told.tip()))
        .isNotEmpty()
        .doesNotContain(office);
  }

  /** Whoever it went to does not send it there by mistake, nor learns why it did not go. */
  @ParameterizedTest
  @ValueSource(strings = {"jh-housing"})
  void shouldTransferPastAnExcludedOffice(String office) {
    var told = tell(office);
    var lead = thief.reads("select lead from tip where id = ?::uuid", told.tip()).getFirst();
    var before = lists(Officer.of(server, office + "-1"));

    var answer =
        Officer.of(server, lead + "-1")
            .decides(told.tip(), "TRANSFER", "organisation", office, "reason", "yours");

    assertThat(answer.text()).doesNotContainIgnoringCase("avoid").doesNotContain("excluded");
    assertThat(thief.reads("select holder from tip_grant where tip = ?::uuid", told.tip()))
        .doesNotContain(office);
    assertThat(lists(Officer.of(server, office + "-1"))).isEqualTo(before);
  }

  private record Told(Reporter reporter, String tip, String file) {}

  private static Told tell(String avoided) {
    var reporter = Reporter.arrives(server);
    var file = reporter.upload("a.jpg", Photo.talking("camera", "place", "remark"));
    var tip = Reporter.scaffold("");
    tip.put("evidence", List.of(file));
    tip.put("avoid", List.of(avoided));
    tip.put("identity", Map.of("name", "陈大文", "phone", "13800138000"));
    reporter.submits(tip);
    return new Told(reporter, thief.tipOf(reporter.receipt()).toString(), file);
  }

  private static List<String> lists(Officer officer) {
    return Stream.of("", "&status=SCREENING", "&area=440704", "&channel=PUBLIC", "&overdue=false")
        .map(filter -> officer.http().get(Officer.TIPS + "?limit=200" + filter).seen())
        .toList();
  }

  private static List<String> probes(Http http, String tip, String file) {
    var path = Officer.TIPS + "/" + tip;
    return Stream.of(
            http.get(path),
            http.get(path + "/evidence/" + file),
            http.get(path + "/identity"),
            http.send("POST", path + "/identity-requests", Map.of("reason", "Who?")),
            http.send("POST", path + "/messages", Map.of("text", "Hello?")),
            http.with("If-Match", "\"0\"")
                .send("POST", path + "/decisions", Map.of("decision", "ACCEPT")))
        .map(Http.Answer::seen)
        .toList();
  }
}
