package org.anxinbao.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Keeps what people send out of the log whatever level is configured (P3, P4). Below INFO,
 * libraries print bodies, headers, bound parameters and addresses; a few do so above it too.
 */
public final class QuietLibraries
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  private static final String OURS = "org.anxinbao.";

  /** Print peers' addresses, paths with their queries, or WeChat's tokens at any level. */
  private static final List<String> SILENT =
      List.of(
          "reactor.netty",
          "org.springframework.web.server.adapter.HttpWebHandlerAdapter",
          "cn.binarywang",
          "me.chanjar",
          "org.apache.hc");

  /** After the listener that sets logging up, which removes what was there before. */
  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback
        && logback.getTurboFilterList().stream().noneMatch(Hush.class::isInstance)) {
      var hush = new Hush();
      hush.start();
      logback.addTurboFilter(hush);
    }
  }

  private static final class Hush extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      var name = logger.getName();
      if (name.startsWith(OURS)) {
        return FilterReply.NEUTRAL;
      }
      var silent = SILENT.stream().anyMatch(name::startsWith);
      return silent || !level.isGreaterOrEqual(Level.INFO) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
  }
}
