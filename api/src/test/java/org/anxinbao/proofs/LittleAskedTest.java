package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is required of a reporter but the hazard itself. */
@Tag("P6")
class LittleAskedTest extends ServerTest {
  private static final Thief thief = new Thief(server);

  @Test
  void shouldTakeATipOfFiveFields() {
    var tip = Reporter.scaffold("没有别的。");
    assertThat(tip).hasSize(5);
    var reporter = Reporter.arrives(server).submits(tip);

    var id = thief.tipOf(reporter.receipt());
    assertThat(thief.reads("select identity from tip where id = ?", id)).containsExactly("null");
    var seen = Officer.of(server, FullRun.LEAD).reads(id.toString()).expect(200).json();
    assertThat(seen.get("description").asString()).isEqualTo(tip.get("description"));
    assertThat(seen.get("identityGiven").asBoolean()).isFalse();
    var mine = reporter.reads().expect(200).json().get("tip");
    assertThat(mine.get("description").asString()).isEqualTo(tip.get("description"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel", "area", "industry", "hazardClass", "description"})
  void shouldRequireEachOfTheFive(String field) {
    var tip = Reporter.scaffold("");
    tip.remove(field);
    var answer = Reporter.arrives(server).permitted().send("PUT", "/api/v1/mailbox/tip", tip);

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/" + field);
  }

  /** The mailbox of a client that makes its own receipt: the server never sees who it is. */
  @Test
  void shouldAskNoNameForAMailbox() {
    var mailbox = org.anxinbao.seal.Receipt.random().mailbox().text();
    var arrived = Reporter.arrives(server);
    var answer =
        new Http(server.url(), Map.of("Authorization", "Bearer " + arrived.token()))
            .send("POST", "/api/v1/mailboxes", Map.of("mailbox", mailbox))
            .expect(201)
            .json();

    assertThat(answer.get("permit").asString()).isNotEmpty();
    assertThat(answer.path("receipt").isString()).isFalse();
  }
}
