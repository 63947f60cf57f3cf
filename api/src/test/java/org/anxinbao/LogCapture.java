package org.anxinbao;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged while it is open, with every logger at TRACE whatever the configuration
 * says of it: message, arguments, MDC and stack traces, as text.
 */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Map<Logger, @Nullable Level> before = new HashMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogCapture() {
    for (var logger : loggers.getLoggerList()) {
      if (logger.getLevel() != null) {
        before.put(logger, logger.getLevel());
        logger.setLevel(Level.TRACE);
      }
    }
    setContext(loggers);
    start();
    loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    lines.add(
        event.getLoggerName()
            + " "
            + event.getFormattedMessage()
            + " "
            + event.getMDCPropertyMap()
            + " "
            + event.getKeyValuePairs()
            + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
  }

  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
    before.forEach(Logger::setLevel);
    stop();
  }
}
