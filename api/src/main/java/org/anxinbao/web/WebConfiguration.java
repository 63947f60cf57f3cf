package org.anxinbao.web;

import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.webjars.WebJarVersionLocator;

/** Arguments and conversions that every controller shares, and where the API page's files are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class WebConfiguration implements WebFluxConfigurer {
  @Override
  public void addFormatters(FormatterRegistry registry) {
    StrictScalars.addTo(registry);
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
    resolvers.addCustomResolver(new VersionArgument());
  }

  /** The description of the API is made by reading classes from the disk: not on an event loop. */
  @Override
  public void configureBlockingExecution(BlockingExecutionConfigurer execution) {
    execution
        .setExecutor(new VirtualThreadTaskExecutor("description-"))
        .setControllerMethodPredicate(
            method -> method.getBeanType().getPackageName().startsWith("org.springdoc"));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    var version =
        Objects.requireNonNull(new WebJarVersionLocator().version("swagger-ui"), "swagger-ui");
    registry
        .addResourceHandler("/docs/swagger-ui/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/")
        .setCacheControl(CacheControl.noCache());
  }
}
