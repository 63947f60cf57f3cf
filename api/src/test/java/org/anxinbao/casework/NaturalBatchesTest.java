package org.anxinbao.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class NaturalBatchesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldAnswerEveryCallerWithItsOwnResult() {
    var inFlight = new AtomicInteger();
    var mostInFlight = new AtomicInteger();
    var largest = new AtomicInteger();
    var batches =
        new NaturalBatches<Integer, Integer>(
            3,
            16,
            items ->
                Mono.fromCallable(
                        () -> {
                          mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                          largest.accumulateAndGet(items.size(), Math::max);
                          var answers = items.stream().map(item -> -item).toList();
                          inFlight.decrementAndGet();
                          return answers;
                        })
                    .subscribeOn(Schedulers.boundedElastic()));
    var answers =
        Flux.range(0, 5_000)
            .flatMap(
                item ->
                    batches
                        .add(item)
                        .subscribeOn(Schedulers.parallel())
                        .map(answer -> answer == -item),
                512)
            .collectList()
            .block(PATIENCE);
    assertThat(answers).hasSize(5_000).containsOnly(true);
    assertThat(mostInFlight).hasValueLessThanOrEqualTo(3);
    assertThat(largest).hasValueLessThanOrEqualTo(16);
  }

  @Test
  void shouldStoreTheNeighboursOfAnItemThatIsRefused() {
    var gate = new Gate();
    var batches = gate.batches(1);
    var first = gate.ask(batches, "first");
    var good = gate.ask(batches, "good");
    var bad = gate.ask(batches, "bad");
    var alsoGood = gate.ask(batches, "also good");
    gate.open();
    assertThat(first.block(PATIENCE)).isEqualTo("first stored");
    assertThat(good.block(PATIENCE)).isEqualTo("good stored");
    assertThat(alsoGood.block(PATIENCE)).isEqualTo("also good stored");
    StepVerifier.create(bad).verifyError(DataIntegrityViolationException.class);
    assertThat(batches.add("later").block(PATIENCE)).as("the lane is back").isNotNull();
  }

  @Test
  void shouldTellEveryCallerOfAnOutageAndGoOnAfterwards() {
    var gate = new Gate();
    var batches = gate.batches(1);
    var first = gate.ask(batches, "first");
    var second = gate.ask(batches, "outage");
    var third = gate.ask(batches, "third");
    gate.open();
    assertThat(first.block(PATIENCE)).isNotNull();
    StepVerifier.create(second).verifyError(DataAccessResourceFailureException.class);
    StepVerifier.create(third).verifyError(DataAccessResourceFailureException.class);
    assertThat(batches.add("later").block(PATIENCE)).isEqualTo("later stored");
  }

  @Test
  void shouldStoreForACallerWhoWentAway() {
    var gate = new Gate();
    var batches = gate.batches(1);
    var first = gate.ask(batches, "first");
    batches.add("gone").subscribe().dispose();
    var last = gate.ask(batches, "last");
    gate.open();
    assertThat(first.block(PATIENCE)).isNotNull();
    assertThat(last.block(PATIENCE)).isEqualTo("last stored");
    assertThat(gate.stored).contains("gone");
  }

  @Test
  void shouldFailCallersWhenAFlushAnswersNothing() {
    var batches = new NaturalBatches<String, String>(1, 8, _ -> Mono.empty());
    StepVerifier.create(batches.add("a")).expectError().verify(PATIENCE);
    StepVerifier.create(batches.add("b")).expectError().verify(PATIENCE);
  }

  /** A store that holds its first flush back until it is opened. */
  private static final class Gate {
    private final Sinks.Empty<Void> opened = Sinks.empty();
    final Queue<String> stored = new ConcurrentLinkedQueue<>();

    NaturalBatches<String, String> batches(int lanes) {
      return new NaturalBatches<>(
          lanes, 64, items -> opened.asMono().then(Mono.fromCallable(() -> store(items))));
    }

    private List<String> store(List<String> items) {
      if (items.contains("outage")) {
        throw new DataAccessResourceFailureException("away");
      }
      if (items.contains("bad")) {
        throw new DataIntegrityViolationException("bad");
      }
      stored.addAll(items);
      var answers = new ArrayList<String>();
      items.forEach(item -> answers.add(item + " stored"));
      return answers;
    }

    /** In the queue when this returns. */
    Mono<String> ask(NaturalBatches<String, String> batches, String item) {
      var answer = batches.add(item).cache();
      answer.subscribe(_ -> {}, _ -> {});
      return answer;
    }

    void open() {
      opened.tryEmitEmpty();
    }
  }
}
