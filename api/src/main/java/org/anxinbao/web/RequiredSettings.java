package org.anxinbao.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start without what a deployment must give, before a bean is made or a connection
 * opened, naming everything that is missing at once.
 */
public final class RequiredSettings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final List<String> ALWAYS =
      List.of(
          "anxinbao.database.url",
          "anxinbao.database.user",
          "anxinbao.database.password",
          "anxinbao.s3.endpoint",
          "anxinbao.s3.region",
          "anxinbao.s3.access-key",
          "anxinbao.s3.secret-key",
          "anxinbao.s3.bucket",
          "anxinbao.wechat.app-id",
          "anxinbao.wechat.secret",
          "anxinbao.keyring",
          "anxinbao.spool");

  /** Needed where this process migrates the schema itself. */
  private static final List<String> MIGRATION =
      List.of("anxinbao.database.owner", "anxinbao.database.owner-password");

  private final List<String> always;
  private final List<String> migration;

  /** Of the application. */
  public RequiredSettings() {
    this(ALWAYS, MIGRATION);
  }

  private RequiredSettings(List<String> always, List<String> migration) {
    this.always = always;
    this.migration = migration;
  }

  /** Of a command that needs no more than these. */
  public static RequiredSettings only(String... names) {
    return new RequiredSettings(List.of(names), List.of());
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    var wanted = new ArrayList<>(always);
    if (environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
      wanted.addAll(migration);
    }
    var missing = wanted.stream().filter(name -> isBlank(environment, name)).toList();
    if (!missing.isEmpty()) {
      throw new MissingSettings(missing.stream().map(RequiredSettings::variable).toList());
    }
  }

  private static boolean isBlank(Environment environment, String name) {
    return environment.getProperty(name, "").isBlank();
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
