package org.anxinbao.audit;

import static org.anxinbao.audit.AuditDatabase.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@Tag("P17")
class SealerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private AuditDatabase database;

  @BeforeEach
  void start() throws Exception {
    database = new AuditDatabase();
  }

  @AfterEach
  void stop() throws Exception {
    database.close();
  }

  /** What is sealed within a day would tell when in the day it happened. */
  @Test
  @Tag("P21")
  void shouldSealADayWhenItIsOverAndAllOfItAtOnce() throws Exception {
    assertThat(database.sealed(FIRST, 3)).isZero();
    database.twoEntries(FIRST);

    assertThat(database.sealed(FIRST, 23)).isZero();
    assertThat(database.sealed(FIRST.plusDays(1), 0)).isZero();
    assertThat(database.sealed(FIRST.plusDays(1), 1)).isEqualTo(1);
    assertThat(database.sealed(FIRST.plusDays(1), 2)).isZero();
    assertThat(database.verification().holds()).isTrue();
    assertThat(database.verification().through()).isEqualTo(FIRST);
  }

  @Test
  void shouldGiveEachDayACheckpointAndAQuietOneTheSameSize() throws Exception {
    database.twoEntries(FIRST);
    database.twoEntries(FIRST.plusDays(3));

    assertThat(database.sealed(FIRST.plusDays(5), 12)).isEqualTo(5);

    var checkpoints = database.checkpoints();
    assertThat(checkpoints).extracting(Checkpoint::number).containsExactly(1, 2, 3, 4, 5);
    assertThat(checkpoints)
        .extracting(Checkpoint::day)
        .containsExactlyElementsOf(FIRST.datesUntil(FIRST.plusDays(5)).toList());
    assertThat(checkpoints).extracting(Checkpoint::size).containsOnly(1024);
    assertThat(checkpoints).extracting(Checkpoint::root).doesNotHaveDuplicates();
    assertThat(database.texts("select count(*) from audit_inclusion")).containsExactly("2");
    assertThat(database.verification().holds()).isTrue();
  }

  @Test
  void shouldSealOnceWhereManyTry() throws Exception {
    database.twoEntries(FIRST);
    var day = FIRST.plusDays(10);

    var sealed =
        Flux.range(0, 6)
            .flatMap(_ -> database.sealer(day, 12).seal().subscribeOn(Schedulers.parallel()))
            .collectList()
            .block(PATIENCE);

    assertThat(Objects.requireNonNull(sealed).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(10);
    assertThat(database.checkpoints()).hasSize(10);
    assertThat(database.verification().holds()).isTrue();
  }

  @Test
  @Tag("P13")
  void shouldGoOnAfterACrashInTheMiddleOfADay() throws Exception {
    database.twoEntries(FIRST);
    database.twoEntries(FIRST.plusDays(1));
    database.run(
        """
        create function crash() returns trigger language plpgsql security definer as $$
        begin
          if new.checkpoint = 2 then
            perform pg_terminate_backend(pg_backend_pid());
          end if;
          return new;
        end $$;
        create trigger crash before insert on audit_inclusion for each row execute function crash()
        """);

    assertThatThrownBy(() -> database.sealed(FIRST.plusDays(5), 12))
        .isInstanceOf(RuntimeException.class);
    assertThat(database.checkpoints()).hasSize(1);
    database.run("drop trigger crash on audit_inclusion");
    assertThat(database.sealed(FIRST.plusDays(5), 12)).isEqualTo(4);
    assertThat(database.texts("select count(*) from audit_inclusion")).containsExactly("2");
    assertThat(database.verification().holds()).isTrue();
  }

  @Test
  void shouldLetTheApplicationChangeNothing() throws Exception {
    database.twoEntries(FIRST);
    database.sealed(FIRST.plusDays(5), 12);

    for (var table : new String[] {"audit_entry", "audit_checkpoint", "audit_inclusion"}) {
      var column = table.equals("audit_entry") ? "action" : "path";
      var set = table.equals("audit_checkpoint") ? "size = 1" : column + " = " + column;
      for (var sql :
          new String[] {
            "update " + table + " set " + set, "delete from " + table, "truncate " + table
          }) {
        assertThatThrownBy(() -> database.db.sql(sql).then().block(PATIENCE))
            .as(sql)
            .hasMessageContaining("permission denied");
      }
    }
  }
}
