package org.anxinbao.audit;

import static org.anxinbao.audit.AuditDatabase.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.anxinbao.audit.Verification.Fault;
import org.anxinbao.audit.Verification.Kind;
import org.anxinbao.audit.Verifier.KeptRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who owns the table rewrites it, and is seen: six days, two entries on each but the fourth. */
@Tag("P17")
class VerifierTest {
  private static AuditDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = new AuditDatabase();
    for (int day : new int[] {0, 1, 2, 4, 5}) {
      database.twoEntries(FIRST.plusDays(day));
    }
    database.sealed(FIRST.plusDays(6), 12);
    database.run("create table kept_entry as table audit_entry");
    database.run("create table kept_checkpoint as table audit_checkpoint");
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void restore() throws SQLException {
    database.run("truncate audit_entry, audit_checkpoint");
    database.run("insert into audit_entry select * from kept_entry");
    database.run("insert into audit_checkpoint select * from kept_checkpoint");
  }

  static Stream<Arguments> rewritings() {
    var reporters = " where actor = 'REPORTER' and on_date = '2026-11-03'";
    var members = " where actor = 'MEMBER' and on_date = '2026-11-03'";
    return Stream.of(
        // changed
        Arguments.of(
            "update audit_entry set outcome = 'DONE', reason = null" + members, 3, Kind.ENTRIES),
        Arguments.of(
            "update audit_entry set at = at + interval '1 microsecond'" + members, 3, Kind.ENTRIES),
        Arguments.of("update audit_entry set at = 'infinity'" + members, 3, Kind.ENTRIES),
        Arguments.of("update audit_entry set reason = ''" + reporters, 3, Kind.ENTRIES),
        Arguments.of(
            "update audit_entry set action = action || E'\\nsubject'" + reporters, 3, Kind.ENTRIES),
        Arguments.of(
            "update audit_entry set digest = sha256('other')" + reporters, 3, Kind.ENTRIES),
        Arguments.of("update audit_entry set id = gen_random_uuid()" + reporters, 3, Kind.ENTRIES),
        // deleted
        Arguments.of("delete from audit_entry" + reporters, 3, Kind.ENTRIES),
        Arguments.of("delete from audit_entry", 1, Kind.ENTRIES),
        // moved, swapped
        Arguments.of("update audit_entry set on_date = '2026-11-04'" + reporters, 3, Kind.ENTRIES),
        Arguments.of("update audit_entry set on_date = '2027-11-04'" + reporters, 3, Kind.ENTRIES),
        Arguments.of(
            "update audit_entry set on_date = date '2026-11-08' - (on_date - date '2026-11-01')",
            1,
            Kind.ENTRIES),
        Arguments.of(
            "update audit_entry e set subject = o.subject, digest = o.digest from audit_entry o"
                + " where e.on_date = '2026-11-02' and o.on_date = '2026-11-06' and e.actor ="
                + " 'REPORTER' and o.actor = 'REPORTER'",
            2,
            Kind.ENTRIES),
        // put there: on a day with entries, a quiet day, before the first
        Arguments.of(inserted("2026-11-05"), 5, Kind.ENTRIES),
        Arguments.of(inserted("2026-11-04"), 4, Kind.ENTRIES),
        Arguments.of(inserted("2026-10-31"), 1, Kind.ENTRIES),
        Arguments.of(inserted("-infinity"), 1, Kind.ENTRIES),
        // checkpoints
        Arguments.of("delete from audit_checkpoint where number = 4", 4, Kind.MISSING),
        Arguments.of("delete from audit_checkpoint where number = 1", 1, Kind.MISSING),
        Arguments.of(
            "update audit_checkpoint set root = sha256('other') where number = 4",
            4,
            Kind.SIGNATURE),
        Arguments.of("update audit_checkpoint set size = 2048 where number = 4", 4, Kind.SIGNATURE),
        Arguments.of(
            "update audit_checkpoint set day = '2027-01-01' where number = 6", 6, Kind.SIGNATURE),
        Arguments.of(
            "update audit_checkpoint set signature = '' where number = 2", 2, Kind.SIGNATURE),
        Arguments.of(
            "update audit_checkpoint set filling = sha256('other') where number = 5",
            5,
            Kind.ENTRIES),
        Arguments.of(
            "update audit_checkpoint set previous = sha256('other') where number = 5",
            5,
            Kind.CHAIN),
        Arguments.of("update audit_checkpoint set previous = '' where number = 1", 1, Kind.CHAIN),
        Arguments.of(
            "update audit_checkpoint set number = number + 100; update audit_checkpoint set number"
                + " = 107 - number",
            1,
            Kind.CHAIN),
        Arguments.of(
            "insert into audit_checkpoint select 7, '2026-11-07', size, root, previous, signature,"
                + " filling from audit_checkpoint where number = 6",
            7,
            Kind.CHAIN),
        Arguments.of(
            "insert into audit_checkpoint select 7, '2026-11-07', size, root,"
                + " sha256(convert_to(concat_ws(E'\\n"
                + "', 'anxinbao-checkpoint-v1', number, day, size, encode(root, 'hex'),"
                + " encode(previous, 'hex')), 'UTF8')), signature, filling from audit_checkpoint"
                + " where number = 6",
            7,
            Kind.SIGNATURE));
  }

  @ParameterizedTest
  @MethodSource("rewritings")
  void shouldNameTheCheckpointThatDoesNotHold(String rewriting, int checkpoint, Kind kind)
      throws SQLException {
    assertThat(database.verification().holds()).isTrue();

    database.run(rewriting);

    var found = database.verification();
    assertThat(found.holds()).isFalse();
    assertThat(found.fault()).isEqualTo(new Fault(checkpoint, kind));
  }

  /** Only who kept a published root can tell: the server itself signs the trail anew. */
  @Test
  void shouldTellAShortenedTrailByARootThatWasKept() throws SQLException {
    var last = database.checkpoints().getLast();
    var kept = new KeptRoot(last.number(), last.root());
    assertThat(database.verification(kept).holds()).isTrue();

    database.run("delete from audit_checkpoint where number = 6");
    database.run("delete from audit_entry where on_date = '2026-11-06' and actor = 'REPORTER'");

    assertThat(database.verification(kept).fault()).isEqualTo(new Fault(6, Kind.MISSING));
    database.run("delete from audit_inclusion where checkpoint = 6");
    assertThat(database.sealed(FIRST.plusDays(6), 12)).isEqualTo(1);
    assertThat(database.verification().holds()).isTrue();
    assertThat(database.verification(kept).fault()).isEqualTo(new Fault(6, Kind.PUBLISHED));
  }

  @Test
  void shouldProveNothingOfWhatIsNotSealedYet() throws SQLException {
    database.run(inserted("2026-11-07"));
    var found = database.verification();
    assertThat(found.holds()).isTrue();
    assertThat(Objects.requireNonNull(found.through())).isEqualTo(FIRST.plusDays(5));
  }

  private static String inserted(String day) {
    return "insert into audit_entry (id, on_date, actor, action, outcome) values (gen_random_uuid(), '%s',"
            .formatted(day)
        + " 'REPORTER', 'SUBMIT', 'DONE')";
  }
}
