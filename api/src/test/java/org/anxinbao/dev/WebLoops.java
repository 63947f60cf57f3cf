package org.anxinbao.dev;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Threads of its own, so that one application that stops leaves the others of the JVM alone. */
@Configuration(proxyBeanMethods = false)
class WebLoops {
  @Bean
  ReactorResourceFactory reactorResourceFactory() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    return resources;
  }
}
