package org.anxinbao.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.anxinbao.web.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Tag("P12")
class StaffSessionTest extends StaffTest {

  private Colleague li;

  @BeforeEach
  void arrive() {
    li = Colleague.joins(server, Role.REVIEWER, Role.HANDLER);
  }

  @Test
  void shouldSignInAndSayWhoIAm() {
    var answer = signIn(li.signIn());
    assertThat(answer.getStatus()).isEqualTo(HttpStatus.CREATED);
    assertThat(text(answer))
        .contains("\"name\":\"李明\"", "\"roles\":[\"HANDLER\",\"REVIEWER\"]", "expiresAt")
        .contains("organisationName");
    assertThat(answer.getResponseHeaders().getFirst("Set-Cookie"))
        .startsWith("__Secure-anxinbao=")
        .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/admin;")
        .doesNotContain("Max-Age");
    me(cookie(answer)).expectStatus().isOk().expectBody().json(text(answer));
  }

  @Test
  @Tag("P14")
  void shouldAnswerEveryFailureAlike() {
    var gone = Colleague.joins(server, Role.HANDLER);
    update("update member set active = false where id = :id", gone.id());
    var wrong = signIn(li.signIn("passphrase", "wrong"));
    assertThat(wrong.getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(text(wrong)).contains("/problems/sign-in-failed");
    for (var attempt :
        List.of(
            li.signIn("totp", "000000"),
            li.signIn("totp", "x"),
            li.signIn("username", "nobody-" + UUID.randomUUID()),
            gone.signIn())) {
      var answer = signIn(attempt);
      assertThat(answer.getStatus()).isEqualTo(wrong.getStatus());
      assertThat(text(answer)).isEqualTo(text(wrong));
      assertThat(answer.getResponseHeaders().toSingleValueMap().keySet())
          .isEqualTo(wrong.getResponseHeaders().toSingleValueMap().keySet());
    }
  }

  @Test
  void shouldTakeACodeOnce() {
    var same = li.signIn();
    assertThat(signIn(same).getStatus()).isEqualTo(HttpStatus.CREATED);
    assertThat(signIn(same).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(signIn(li.signIn("totp", li.code(-1))).getStatus())
        .as("an older one than the last")
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void shouldLetOneOfManySignInsWithTheSameCodeThrough() {
    var same = li.signIn();
    var answers =
        Flux.range(0, 5)
            .flatMap(
                _ ->
                    Mono.fromCallable(() -> signIn(same).getStatus())
                        .subscribeOn(Schedulers.boundedElastic()))
            .collectList()
            .block();
    assertThat(answers).hasSize(5).containsOnlyOnce(HttpStatus.CREATED);
  }

  @Test
  void shouldKillTheCookieAtSignOut() {
    var cookie = cookie(signIn(li.signIn()));
    var out =
        client
            .delete()
            .uri(CURRENT)
            .header("X-Requested-With", "anxinbao")
            .cookie(StaffCookie.NAME, cookie)
            .exchange()
            .expectStatus()
            .isNoContent()
            .returnResult(Void.class);
    assertThat(out.getResponseHeaders().getFirst("Set-Cookie")).contains("Max-Age=0");
    me(cookie).expectStatus().isUnauthorized();
  }

  @Test
  void shouldEndAfterHalfAnHourOfSilence() {
    var cookie = cookie(signIn(li.signIn()));
    update(
        "update staff_session set seen_at = seen_at - interval '29 minutes' where member = :id",
        li.id());
    me(cookie).expectStatus().isOk();
    assertThat(silence(li)).as("being seen counts").isLessThan(60);
    update(
        "update staff_session set seen_at = seen_at - interval '30 minutes' where member = :id",
        li.id());
    me(cookie).expectStatus().isUnauthorized();
  }

  @Test
  void shouldEndAfterTwelveHoursOfWork() {
    var cookie = cookie(signIn(li.signIn()));
    update(
        "update staff_session set started_at = started_at - interval '12 hours' where member = :id",
        li.id());
    me(cookie).expectStatus().isUnauthorized();
  }

  @Test
  void shouldSweepDeadSessionsOnly() {
    var wang = Colleague.joins(server, Role.HANDLER);
    signIn(li.signIn());
    var alive = cookie(signIn(wang.signIn()));
    update(
        "update staff_session set seen_at = seen_at - interval '1 hour' where member = :id",
        li.id());
    server.bean(StaffSessions.class).sweep().block();
    assertThat(count("select count(*) from staff_session where member = :id", li.id())).isZero();
    me(alive).expectStatus().isOk();
  }

  @Test
  void shouldEndWithTheMember() {
    var cookie = cookie(signIn(li.signIn()));
    update("update member set active = false where id = :id", li.id());
    me(cookie).expectStatus().isUnauthorized();
  }

  @Test
  void shouldRefuseTokensOfAnotherKindChangedOnesAndNonsense() {
    var cookie = cookie(signIn(li.signIn()));
    for (var forged :
        List.of(
            server.bean(Permits.class).issue(new byte[32]),
            cookie.substring(0, cookie.length() - 6) + "AAAAAA",
            "eyJhbGciOiJub25lIn0.eyJjIjp7ImlkIjoiQSIsInNlY3JldCI6IkEifX0.",
            "nonsense")) {
      me(forged).expectStatus().isUnauthorized();
    }
  }

  @Test
  void shouldRefuseARowWhoseWrappedKeyWasSwapped() {
    var wang = Colleague.joins(server, Role.HANDLER);
    var mine = cookie(signIn(li.signIn()));
    signIn(wang.signIn());
    update(
        """
        update staff_session set wrapped_key =
          (select wrapped_key from staff_session where member <> :id order by started_at desc limit 1)
        where member = :id
        """,
        li.id());
    me(mine).expectStatus().isUnauthorized();
  }

  @Test
  void shouldAskForAllThreeFieldsAndNotCountAMalformedAttempt() {
    for (var i = 0; i < 8; i++) {
      assertThat(signIn(Map.of("username", li.username())).getStatus())
          .isEqualTo(HttpStatus.BAD_REQUEST);
    }
    assertThat(signIn(li.signIn()).getStatus()).isEqualTo(HttpStatus.CREATED);
  }

  @Test
  @Tag("P4")
  void shouldWriteCodesAndTheMembersIdentifierIntoTheTrail() {
    signIn(li.signIn("passphrase", "wrong"));
    signIn(li.signIn());
    var trail =
        database
            .sql(
                """
                select outcome || ' ' || coalesce(reason, '') as line
                from audit_entry where member = :id and action = 'SIGN_IN' order by at, outcome desc
                """)
            .bind("id", li.id())
            .map(row -> StaffSessions.get(row, "line", String.class).strip())
            .all()
            .collectList()
            .block();
    assertThat(trail).containsExactly("REFUSED CREDENTIALS", "DONE");
    var everything =
        database
            .sql(
                """
                select (select string_agg(audit_entry::text, ' ') from audit_entry) || ' '
                  || coalesce((select string_agg(staff_session::text, ' ') from staff_session), '') as text
                """)
            .map(row -> StaffSessions.get(row, "text", String.class))
            .one()
            .block();
    assertThat(everything).doesNotContain("canary", "127.0.0.1");
  }

  private long silence(Colleague colleague) {
    return count(
        "select extract(epoch from now() - max(seen_at))::bigint from staff_session where member ="
            + " :id",
        colleague.id());
  }

  private long count(String sql, UUID id) {
    return Objects.requireNonNull(
        database.sql(sql).bind("id", id).mapValue(Long.class).one().block());
  }
}
