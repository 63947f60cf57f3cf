package org.anxinbao.web;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server itself: no access log, and an answer even to what is no HTTP. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  @Bean
  NettyServerCustomizer lastResort(JsonMapper json) {
    return server ->
        server
            .accessLog(false)
            .doOnChannelInit(
                (observer, channel, address) ->
                    channel
                        .pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "lastResort", new LastResort(json)));
  }
}
