package org.anxinbao.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.anxinbao.seal.Tokens;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Service;

/** A reporter's session is its token: encrypted, two hours, stored nowhere. */
@Service
public class WechatSessions {
  private static final Duration LIFE = Duration.ofHours(2);
  private static final String OPENID = "openid";

  private final Tokens tokens;
  private final Clock clock;

  /** What {@code POST /api/v1/wechat/sessions} answers. Whole seconds. */
  public record Issued(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued";
    }
  }

  WechatSessions(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param openid the only place it goes; the token carries it encrypted
   */
  public Issued issue(String openid) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var token = tokens.issue(Tokens.Kind.WECHAT_SESSION, Map.of(OPENID, openid), now, LIFE);
    return new Issued(token, now.plus(LIFE));
  }

  /**
   * @throws Problem 401 {@code unauthenticated}, for every cause alike
   */
  String openid(String token) {
    try {
      var openid = tokens.parse(Tokens.Kind.WECHAT_SESSION, token, clock.instant()).get(OPENID);
      if (openid != null) {
        return openid;
      }
    } catch (Tokens.InvalidToken invalid) {
      // answered like a token without an openid
    }
    throw Problem.of(ProblemType.UNAUTHENTICATED);
  }
}
