package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the database holds of a tip. */
final class CaseRows {
  private CaseRows() {}

  static String lead(UUID tip) {
    return texts("select lead from tip where id = :tip", tip).getFirst();
  }

  /** {@code holder/epoch/state}, in that order. */
  static List<String> grants(UUID tip) {
    return texts(
        """
        select holder || '/' || epoch || '/' || state from tip_grant where tip = :tip order by 1
        """,
        tip);
  }

  /** Its timeline, by kinds. */
  static List<String> events(UUID tip) {
    return texts("select kind from tip_event where tip = :tip order by sequence", tip);
  }

  /** {@code action/outcome/reason} of a member's attempts. */
  static List<String> attempts(UUID tip) {
    return texts(
        """
        select action || '/' || outcome || coalesce('/' || reason, '') from audit_entry
        where subject = :tip
        """,
        tip);
  }

  static List<String> announced(UUID tip) {
    return texts("select kind from outbox where tip = :tip", tip);
  }

  static void receivedOn(UUID tip, LocalDate day) {
    change("update tip set received_on = :day where id = :tip", tip, day);
    change("update tip_grant set received_on = :day where tip = :tip", tip, day);
  }

  /** What lists are narrowed by. */
  static void dueOn(UUID tip, LocalDate day) {
    change("update tip set due_on = :day where id = :tip", tip, day);
  }

  /** As if the trigger of its clock had been on that day, and nobody had looked since. */
  static void clockStarted(UUID tip, LocalDate day) {
    change("update tip set clock_started_on = :day, look_on = :day where id = :tip", tip, day);
  }

  /** As if the office had waited since that day. */
  static void asked(UUID tip, LocalDate day) {
    change("update tip set asked_on = :day, look_on = :day where id = :tip", tip, day);
  }

  static void supervisedBy(UUID tip, String office) {
    database()
        .sql("update tip set supervising = :office where id = :tip")
        .bind("tip", tip)
        .bind("office", office)
        .then()
        .block();
  }

  /** One bit of each grant that sleeps. */
  static void damageGrants(UUID tip) {
    database()
        .sql(
            """
            update tip_grant set sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1)
            where tip = :tip and state = 'DORMANT'
            """)
        .bind("tip", tip)
        .then()
        .block();
  }

  /** One bit of its body. */
  static void damage(UUID tip) {
    database()
        .sql("update tip set body = set_byte(body, 40, get_byte(body, 40) # 1) where id = :tip")
        .bind("tip", tip)
        .then()
        .block();
  }

  private static void change(String sql, UUID tip, LocalDate day) {
    database().sql(sql).bind("tip", tip).bind("day", day).then().block();
  }

  private static List<String> texts(String sql, UUID tip) {
    return Objects.requireNonNull(
        database()
            .sql(sql)
            .bind("tip", tip)
            .map(row -> Objects.requireNonNull(row.get(0, String.class)))
            .all()
            .collectList()
            .block());
  }

  private static DatabaseClient database() {
    return Http.SERVER.database();
  }
}
