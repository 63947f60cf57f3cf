package org.anxinbao.access;

import static org.anxinbao.access.StaffSessions.get;

import java.util.UUID;
import org.anxinbao.seal.MemberKeys;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a member signs in with, as it is stored: nothing of it opens without the passphrase. */
@Component
class Credentials {
  /**
   * @param active false for a member who was removed
   */
  record Stored(UUID member, MemberKeys.Locked locked, boolean active) {}

  private final DatabaseClient database;

  Credentials(DatabaseClient database) {
    this.database = database;
  }

  Mono<Stored> of(String username) {
    return database
        .sql(
            """
            select id, public_key, salt, wrapped_key, totp, active
            from member where username = :username
            """)
        .bind("username", username)
        .map(
            row ->
                new Stored(
                    get(row, "id", UUID.class),
                    new MemberKeys.Locked(
                        get(row, "public_key", byte[].class),
                        get(row, "salt", byte[].class),
                        get(row, "wrapped_key", byte[].class),
                        get(row, "totp", byte[].class)),
                    get(row, "active", Boolean.class)))
        .one();
  }

  /** Uses the code of this step up; false if it, or a later one, was used already. */
  Mono<Boolean> useStep(UUID member, long step) {
    return database
        .sql(
            """
            update member set totp_step = :step
            where id = :member and totp_step < :step and active
            """)
        .bind("step", step)
        .bind("member", member)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }
}
