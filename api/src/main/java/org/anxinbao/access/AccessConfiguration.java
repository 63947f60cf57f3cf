package org.anxinbao.access;

import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Member;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Puts the callers among the controllers' arguments. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AccessConfiguration implements WebFluxConfigurer {
  private final Callers callers;

  static {
    // who is calling comes from a cookie or a header, not from parameters of these names
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Member.class, Receipt.class, Permit.class);
  }

  AccessConfiguration(Callers callers) {
    this.callers = callers;
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(callers);
  }
}
