package org.anxinbao.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.anxinbao.seal.Tokens;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The session's cookie: an encrypted token. It goes to {@code /admin} only, so that it never
 * travels with a reporter's request, and it ends with the browser.
 */
@Component
class StaffCookie {
  static final String NAME = "__Secure-anxinbao";

  private final Tokens tokens;
  private final Clock clock;

  StaffCookie(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  ResponseCookie of(SessionSecret secret) {
    var now = clock.instant();
    var token =
        tokens.issue(Tokens.Kind.STAFF_SESSION, secret.claims(), now, StaffSessions.LONGEST);
    return shape(token).build();
  }

  ResponseCookie expired() {
    return shape("").maxAge(Duration.ZERO).build();
  }

  /** Empty for no cookie and for every kind of bad one. */
  Optional<SessionSecret> read(ServerHttpRequest request) {
    var cookie = request.getCookies().getFirst(NAME);
    if (cookie == null) {
      return Optional.empty();
    }
    try {
      return SessionSecret.from(
          tokens.parse(Tokens.Kind.STAFF_SESSION, cookie.getValue(), clock.instant()));
    } catch (Tokens.InvalidToken | IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  private static ResponseCookie.ResponseCookieBuilder shape(String value) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .path("/admin");
  }
}
