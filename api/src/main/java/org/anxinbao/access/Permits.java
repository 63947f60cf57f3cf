package org.anxinbao.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.anxinbao.seal.Tokens;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Service;

/** Signed for 24 hours, stored nowhere: nobody fills the store without having been admitted. */
@Service
public class Permits {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final String MAILBOX = "mailbox";

  private final Tokens tokens;
  private final Clock clock;

  Permits(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param mailboxHash SHA-256 of the mailbox's identifier, all that the permit says
   */
  public String issue(byte[] mailboxHash) {
    var mailbox = Base64.getUrlEncoder().withoutPadding().encodeToString(mailboxHash);
    return tokens.issue(Tokens.Kind.PERMIT, Map.of(MAILBOX, mailbox), clock.instant(), LIFE);
  }

  /**
   * @throws Problem 401 {@code permit-required}, for every cause alike
   */
  public Permit check(String permit) {
    try {
      var claims = tokens.parse(Tokens.Kind.PERMIT, permit, clock.instant());
      return new Permit(Base64.getUrlDecoder().decode(claims.getOrDefault(MAILBOX, "")));
    } catch (Tokens.InvalidToken | IllegalArgumentException invalid) {
      throw Problem.of(ProblemType.PERMIT_REQUIRED);
    }
  }
}
