package org.anxinbao.web;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import java.util.List;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Event loops of the database's own: on the server's, a pool can end up with all its connections on
 * the one or two loops that happened to open them.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final CodecRegistrar BINARY_BYTES =
      (connection, allocator, registry) ->
          Mono.fromRunnable(() -> registry.addFirst(new BinaryBytes()));

  @Bean(destroyMethod = "dispose")
  LoopResources databaseLoops() {
    var threads = LoopResources.DEFAULT_IO_WORKER_COUNT;
    return LoopResources.create("database", threads, threads, true, false);
  }

  @Bean
  ConnectionFactoryOptionsBuilderCustomizer ownLoops(LoopResources databaseLoops) {
    return options ->
        options
            .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops)
            .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(BINARY_BYTES));
  }
}
