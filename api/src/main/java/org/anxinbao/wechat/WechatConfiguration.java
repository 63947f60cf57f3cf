package org.anxinbao.wechat;

import org.anxinbao.web.AnxinbaoProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class WechatConfiguration {
  private static final int THREADS = 8;
  private static final int QUEUE = 16;

  @Bean(destroyMethod = "close")
  WechatClient wechatClient(AnxinbaoProperties properties) {
    return new WechatClient(properties.wechat());
  }

  /** WxJava blocks. When its threads and their queues are full, callers are told to come back. */
  @Bean(destroyMethod = "dispose")
  Scheduler wechatScheduler() {
    return Schedulers.newBoundedElastic(THREADS, QUEUE, "wechat", 60, true);
  }
}
