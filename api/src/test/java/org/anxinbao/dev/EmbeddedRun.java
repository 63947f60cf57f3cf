package org.anxinbao.dev;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.anxinbao.Anxinbao;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application's own main method with the embedded parts' settings, and the demo directory
 * beside its beans.
 */
public final class EmbeddedRun
    implements SpringApplicationHook, SpringApplicationRunListener, AutoCloseable {
  private final EmbeddedParts parts;
  private final Consumer<ConfigurableApplicationContext> whenReady;
  private @Nullable ConfigurableApplicationContext context;

  private EmbeddedRun(EmbeddedParts parts, Consumer<ConfigurableApplicationContext> whenReady) {
    this.parts = parts;
    this.whenReady = whenReady;
  }

  static EmbeddedRun start(
      EmbeddedParts parts, Consumer<ConfigurableApplicationContext> whenReady, String... args) {
    var run = new EmbeddedRun(parts, whenReady);
    SpringApplication.withHook(run, () -> Anxinbao.main(run.arguments(args)));
    return run;
  }

  private String[] arguments(String... given) {
    List<String> all = new ArrayList<>(parts.settings());
    // the same option twice would be a list
    all.removeIf(setting -> isGiven(setting.substring(2, setting.indexOf('=')), given));
    if (!isSet("server.address", given)) {
      // demo accounts lie on this machine: nobody else's business
      all.add("--server.address=127.0.0.1");
    }
    if (isSet("server.port", given) && !isSet("management.server.port", given)) {
      // a second run beside the first one
      all.add("--management.server.port=0");
    }
    all.addAll(Arrays.asList(given));
    return all.toArray(String[]::new);
  }

  private static boolean isSet(String name, String... given) {
    return System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_')) != null
        || System.getProperty(name) != null
        || isGiven(name, given);
  }

  private static boolean isGiven(String name, String... given) {
    return Arrays.stream(given).anyMatch(argument -> argument.startsWith("--" + name + "="));
  }

  @Override
  public SpringApplicationRunListener getRunListener(SpringApplication application) {
    application.addPrimarySources(Set.of(DemoDirectory.class));
    return this;
  }

  @Override
  public void contextPrepared(ConfigurableApplicationContext prepared) {
    context = prepared;
    prepared.getBeanFactory().registerSingleton("embeddedParts", parts);
  }

  @Override
  public void ready(ConfigurableApplicationContext ready, @Nullable Duration timeTaken) {
    whenReady.accept(ready);
  }

  public ConfigurableApplicationContext context() {
    if (context == null) {
      throw new IllegalStateException("the application has not started");
    }
    return context;
  }

  public EmbeddedParts parts() {
    return parts;
  }

  /** The application first, then what it stands on. */
  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
    parts.close();
  }
}
