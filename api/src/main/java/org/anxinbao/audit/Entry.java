package org.anxinbao.audit;

import java.util.UUID;
import org.anxinbao.web.Member;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail: who did, or tried to do, what to what. Codes and random identifiers only,
 * never words. The trail adds the date and, for members and the system, the instant.
 *
 * @param organisation the member's organisation at the time, by code
 * @param action a code ({@code SIGN_IN}), or a route's method and pattern
 * @param subject the random identifier of what was acted on
 * @param reason a code such as {@code ROLE}, for what was refused or failed
 */
public record Entry(
    Actor actor,
    @Nullable UUID member,
    @Nullable String organisation,
    String action,
    @Nullable UUID subject,
    Outcome outcome,
    @Nullable String reason) {

  /** Whose act it was. A reporter's and a stranger's leave a date, never a time. */
  public enum Actor {
    REPORTER(false),
    MEMBER(true),
    SYSTEM(true),
    ANONYMOUS(false);

    private final boolean timed;

    Actor(boolean timed) {
      this.timed = timed;
    }

    boolean timed() {
      return timed;
    }
  }

  /** Whether it was done. */
  public enum Outcome {
    DONE,
    REFUSED,
    FAILED
  }

  public Entry {
    if (action.isBlank() || (reason != null && !reason.matches("[A-Z0-9_]+"))) {
      throw new IllegalArgumentException("an entry holds codes");
    }
  }

  public static Entry byMember(Member member, String action, @Nullable UUID subject) {
    return done(Actor.MEMBER, member.id(), member.organisation(), action, subject);
  }

  /** By a member who has no session: a refused sign-in. */
  public static Entry byMember(UUID member, String action) {
    return done(Actor.MEMBER, member, null, action, null);
  }

  public static Entry byReporter(String action, @Nullable UUID subject) {
    return done(Actor.REPORTER, null, null, action, subject);
  }

  public static Entry bySystem(String action, @Nullable UUID subject) {
    return done(Actor.SYSTEM, null, null, action, subject);
  }

  public static Entry anonymous(String action) {
    return done(Actor.ANONYMOUS, null, null, action, null);
  }

  /** The same of a subject that was learnt later. */
  public Entry on(UUID found) {
    return new Entry(actor, member, organisation, action, found, outcome, reason);
  }

  public Entry refused(String reasonCode) {
    return with(Outcome.REFUSED, reasonCode);
  }

  public Entry failed(String reasonCode) {
    return with(Outcome.FAILED, reasonCode);
  }

  private static Entry done(
      Actor actor,
      @Nullable UUID member,
      @Nullable String organisation,
      String action,
      @Nullable UUID subject) {
    return new Entry(actor, member, organisation, action, subject, Outcome.DONE, null);
  }

  private Entry with(Outcome outcome, String reason) {
    return new Entry(actor, member, organisation, action, subject, outcome, reason);
  }
}
