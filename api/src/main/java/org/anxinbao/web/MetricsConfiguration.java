package org.anxinbao.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A counter that is scraped every few seconds says when somebody reported: requests are counted on
 * the staff's and the operator's routes only (P21).
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
  @Bean
  MeterFilter nothingOfReporters() {
    return MeterFilter.deny(
        meter -> meter.getName().startsWith("http.server.requests") && !isOfStaff(meter));
  }

  /** The route's pattern; a request without one may be a reporter's. */
  private static boolean isOfStaff(Meter.Id meter) {
    var route = meter.getTag("uri");
    return route != null && (route.startsWith("/admin/") || route.startsWith("/actuator/"));
  }
}
