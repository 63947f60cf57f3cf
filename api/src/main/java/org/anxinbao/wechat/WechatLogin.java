package org.anxinbao.wechat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import me.chanjar.weixin.common.error.WxErrorException;
import org.anxinbao.access.WechatSessions;
import org.anxinbao.web.Problem;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Exchanges a sign-in code for a token that carries the openid, encrypted. Nothing is stored, and
 * WeChat's session key is dropped unread.
 */
@Service
class WechatLogin {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final WechatClient wechat;
  private final Scheduler scheduler;
  private final WechatSessions sessions;

  WechatLogin(WechatClient wechat, Scheduler wechatScheduler, WechatSessions sessions) {
    this.wechat = wechat;
    this.scheduler = wechatScheduler;
    this.sessions = sessions;
  }

  Mono<WechatSessions.Issued> open(String code) {
    return Mono.fromCallable(() -> openid(code))
        .subscribeOn(scheduler)
        .timeout(PATIENCE)
        .onErrorMap(WechatLogin::problem)
        .map(sessions::issue);
  }

  private String openid(String code) throws WxErrorException {
    // WxJava joins the query without encoding: an "&" in the code would be a parameter of its own
    var openid =
        wechat.jsCode2SessionInfo(URLEncoder.encode(code, StandardCharsets.UTF_8)).getOpenid();
    if (openid == null || openid.isBlank()) {
      throw WechatRefusal.away("WeChat answered without an openid");
    }
    return openid;
  }

  private static Problem problem(Throwable failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case WxErrorException refused -> WechatRefusal.of(refused.getError().getErrorCode());
      default -> WechatRefusal.away("WeChat is away: " + failure.getClass().getSimpleName());
    };
  }
}
