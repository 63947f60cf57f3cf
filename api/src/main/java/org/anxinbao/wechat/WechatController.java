package org.anxinbao.wechat;

import org.anxinbao.access.Limits;
import org.anxinbao.access.WechatSessions;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-in from the mini program. */
@RestController
class WechatController {
  private static final int LONGEST_CODE = 128;

  private final WechatLogin logins;
  private final Limits limits;

  WechatController(WechatLogin logins, Limits limits) {
    this.logins = logins;
    this.limits = limits;
  }

  /**
   * @param code what {@code wx.login} gave, good for one exchange within five minutes
   */
  record Login(@Nullable String code) {
    @Override
    public String toString() {
      return "Login";
    }
  }

  @PostMapping("/api/v1/wechat/sessions")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<WechatSessions.Issued> open(@RequestBody Login login, ServerHttpRequest request) {
    var code = login.code();
    if (code == null || !isCode(code)) {
      return Mono.error(Problem.field(ProblemType.INVALID_REQUEST, "/code", "wechat.code"));
    }
    limits.session(request);
    return logins.open(code);
  }

  private static boolean isCode(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_CODE
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
