package org.anxinbao.wechat;

import java.time.Duration;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;

/**
 * WeChat's error codes of code2Session as our problems. Its words are dropped: they can carry
 * request ids and what was sent.
 */
final class WechatRefusal {
  /** The limit is 100 calls a minute and user. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration SOON = Duration.ofSeconds(10);

  private WechatRefusal() {}

  static Problem of(int errorCode) {
    return switch (errorCode) {
      // invalid, already used, and of a user whom WeChat blocks as a risk
      case 40029, 40163, 40226 -> Problem.of(ProblemType.WECHAT_CODE_REFUSED);
      case 45011 -> Problem.retryAfter(ProblemType.TOO_MANY_REQUESTS, MINUTE);
      default -> away("WeChat answered " + errorCode);
    };
  }

  /**
   * @param reason for the log: codes and class names, as messages hold URLs and with them secrets
   */
  static Problem away(String reason) {
    return Problem.away(SOON, reason);
  }
}
