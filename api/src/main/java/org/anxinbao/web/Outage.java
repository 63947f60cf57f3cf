package org.anxinbao.web;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Failures that pass: what we stand on is away, starting, or has no room just now. */
final class Outage {
  /**
   * PostgreSQL's appendix A: connection exceptions, no resources, operator intervention (shutdown,
   * crash, cannot connect now; a statement's timeout is 57014), lock not available, read-only
   * standby after a fail-over.
   */
  private static final List<String> SQL_STATES =
      List.of("08", "53", "57P", "57014", "55P03", "25006");

  private static final List<Class<? extends Throwable>> TYPES =
      List.of(
          R2dbcTransientResourceException.class,
          R2dbcNonTransientResourceException.class,
          R2dbcTimeoutException.class,
          ConnectException.class,
          NoRouteToHostException.class,
          UnknownHostException.class,
          ClosedChannelException.class,
          TimeoutException.class,
          RejectedExecutionException.class);

  private Outage() {}

  static boolean isOne(Throwable failure) {
    return any(failure, Outage::passes);
  }

  private static boolean passes(Throwable failure) {
    return switch (failure) {
      case R2dbcException database when hasState(database.getSqlState()) -> true;
      case SQLException database when hasState(database.getSQLState()) -> true;
      default -> TYPES.stream().anyMatch(type -> type.isInstance(failure));
    };
  }

  private static boolean hasState(@org.jspecify.annotations.Nullable String state) {
    return state != null && SQL_STATES.stream().anyMatch(state::startsWith);
  }

  private static boolean any(Throwable failure, Predicate<Throwable> test) {
    var each = failure;
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (test.test(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }
}
