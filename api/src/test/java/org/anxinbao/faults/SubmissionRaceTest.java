package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** One mailbox, many submissions at once: one tip. */
@Tag("P13")
class SubmissionRaceTest extends FaultTest {
  private static final int AT_ONCE = 20;

  @RepeatedTest(3)
  void shouldStoreTheSameTipOnce() throws Exception {
    var reporter = admitted();
    var statuses = statuses(_ -> reporter.submits(Reporter.tip()));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(statuses).containsOnly(201, 200);
  }

  @RepeatedTest(3)
  void shouldStoreOneOfManyTips() throws Exception {
    var reporter = admitted();
    var statuses = statuses(i -> reporter.submits(Reporter.tip().put("place", "第" + i + "处")));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(statuses).containsOnly(201, 409);
  }

  @RepeatedTest(3)
  void shouldBindAFileToOneTip() throws Exception {
    var reporter = admitted();
    var tip = Reporter.tip();
    tip.putArray("evidence")
        .add(reporter.uploads(Reporter.photograph()).json().path("id").asString());
    var statuses = statuses(_ -> reporter.submits(tip));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(statuses).containsOnly(201, 200);
    assertThat(reporter.reads().json().at("/tip/evidence").size()).isEqualTo(1);
  }

  private interface Act {
    Phone.Answer of(int i);
  }

  private static List<Integer> statuses(Act act) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var calls =
          IntStream.range(0, AT_ONCE)
              .<Callable<Integer>>mapToObj(i -> () -> act.of(i).status())
              .toList();
      var statuses = new ArrayList<Integer>();
      for (var each : threads.invokeAll(calls)) {
        statuses.add(each.get());
      }
      return statuses;
    }
  }
}
