package org.anxinbao.access;

import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who may get a mailbox: a WeChat session, or a phone that worked for it. */
@Service
public class Admission {
  private static final String ALTCHA = "X-Altcha";

  private final WechatSessions wechat;
  private final ProofOfWork work;
  private final Limits limits;

  Admission(WechatSessions wechat, ProofOfWork work, Limits limits) {
    this.wechat = wechat;
    this.work = work;
    this.limits = limits;
  }

  /**
   * Looks at {@code Authorization: Bearer} and {@code X-Altcha}. Call it when the rest of the
   * request has been found good: it counts, and it uses the solution up.
   *
   * @return empty, or a {@link Problem}: 401 for neither or an invalid one, 429 with Retry-After
   *     for a limit; what is refused spends nothing
   */
  public Mono<Void> admit(ServerHttpRequest request) {
    return Mono.fromRunnable(
        () -> {
          var bearer = Callers.credentials(request, "Bearer");
          var solution = request.getHeaders().getFirst(ALTCHA);
          if (bearer.isPresent()) {
            admitPerson(wechat.openid(bearer.get()), request);
          } else if (solution != null) {
            admitWork(work.check(solution), request);
          } else {
            throw Problem.of(ProblemType.UNAUTHENTICATED);
          }
        });
  }

  private void admitPerson(String openid, ServerHttpRequest request) {
    limits.mailbox(openid);
    try {
      limits.session(request);
    } catch (Problem refused) {
      limits.giveBackMailbox(openid);
      throw refused;
    }
  }

  private void admitWork(String challenge, ServerHttpRequest request) {
    limits.session(request);
    work.use(challenge);
  }
}
