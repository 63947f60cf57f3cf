package org.anxinbao.intake;

import static org.anxinbao.web.Columns.get;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the survey is, how the last one ended, and the names of objects that rows know. */
@Repository
class SurveyRepository {
  /**
   * @param after the last name that was looked at
   * @param counted on the way there; its date is when the pass began, or ended
   */
  record Pass(String after, SurveyCounts counted) {}

  /**
   * @param on the day on which it began, or ended
   * @param bytes of all objects, sealed
   * @param records rows that name an object, of files still on their way too
   * @param removed objects that no row knew
   * @param lost files of tips whose object is missing
   * @param foreign objects whose names are not ours; they are left alone
   */
  record SurveyCounts(
      LocalDate on, int objects, long bytes, int records, int removed, int lost, int foreign) {

    SurveyCounts plus(SurveyPage page, int gone) {
      return new SurveyCounts(
          on,
          objects + page.objects(),
          bytes + page.bytes(),
          records + page.records(),
          removed + page.orphans().size(),
          lost + gone,
          foreign + page.foreign());
    }
  }

  private static final String COLUMNS =
      "on_date, after, objects, bytes, records, removed, lost, foreign_objects";

  private final DatabaseClient database;

  SurveyRepository(DatabaseClient database) {
    this.database = database;
  }

  /** Unless one is under way. */
  Mono<Void> start(LocalDate on) {
    return database
        .sql(
            """
            insert into evidence_survey (state, on_date) values ('RUNNING', :onDate) on conflict do nothing
            """)
        .bind("onDate", on)
        .then();
  }

  Mono<Pass> running() {
    return pass("RUNNING", "");
  }

  Mono<Pass> finished() {
    return pass("FINISHED", "");
  }

  /** For this transaction alone; empty where none is under way, or another node is at it. */
  Mono<Pass> take() {
    return pass("RUNNING", " for update skip locked");
  }

  private Mono<Pass> pass(String state, String lock) {
    return database
        .sql("select " + COLUMNS + " from evidence_survey where state = :state" + lock)
        .bind("state", state)
        .map(SurveyRepository::pass)
        .one();
  }

  Mono<Void> store(Pass pass) {
    var counted = pass.counted();
    return database
        .sql(
            """
            update evidence_survey set after = :after, objects = :objects, bytes = :bytes, records = :records,
              removed = :removed, lost = :lost, foreign_objects = :foreign
            where state = 'RUNNING'
            """)
        .bind("after", pass.after())
        .bind("objects", counted.objects())
        .bind("bytes", counted.bytes())
        .bind("records", counted.records())
        .bind("removed", counted.removed())
        .bind("lost", counted.lost())
        .bind("foreign", counted.foreign())
        .then();
  }

  /** The pass that was taken becomes the last report. */
  Mono<Void> finish(LocalDate on) {
    return database
        .sql("delete from evidence_survey where state = 'FINISHED'")
        .then()
        .then(
            database
                .sql(
                    """
                    update evidence_survey set state = 'FINISHED', on_date = :onDate, after = ''
                    where state = 'RUNNING'
                    """)
                .bind("onDate", on)
                .then());
  }

  /** The next names in the order of the object store, of one moment. */
  Flux<String> objects(String after, int most) {
    return database
        .sql(
            """
            select object from (
              (select object from evidence where object collate "C" > :after order by object collate "C" limit :most)
              union all
              (select object from upload_part where object collate "C" > :after order by object collate "C" limit :most)
            ) known order by object collate "C" limit :most
            """)
        .bind("after", after)
        .bind("most", most)
        .map(row -> get(row, "object", String.class))
        .all();
  }

  /** How many of these objects are files of tips. */
  Mono<Integer> ofTips(Collection<String> objects) {
    return database
        .sql(
            "select count(*)::int as files from evidence where object = any(:objects) and tip is"
                + " not null")
        .bind("objects", objects.toArray(String[]::new))
        .map(row -> get(row, "files", Integer.class))
        .one();
  }

  private static Pass pass(Readable row) {
    return new Pass(
        get(row, "after", String.class),
        new SurveyCounts(
            get(row, "on_date", LocalDate.class),
            get(row, "objects", Integer.class),
            get(row, "bytes", Long.class),
            get(row, "records", Integer.class),
            get(row, "removed", Integer.class),
            get(row, "lost", Integer.class),
            get(row, "foreign_objects", Integer.class)));
  }
}
