package org.anxinbao.dev;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/** What stands around the application, started before it and stopped after it. */
public final class EmbeddedParts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedParts.class);
  private static final String BUCKET = "anxinbao-evidence";

  private final Home home;
  private final KeptSecrets secrets;
  private final List<AutoCloseable> started = new ArrayList<>();
  private Postgres postgres;
  private ObjectStore objects;
  private WechatSimulator wechat;

  @SuppressWarnings("NullAway.Init") // start() fills the rest, or nobody gets the instance
  private EmbeddedParts(Home home) {
    this.home = home;
    this.secrets = new KeptSecrets(home.secrets());
  }

  static EmbeddedParts start(Home home) throws Exception {
    // Until the application configures logging, nobody wants to read how Jetty starts.
    LoggingSystem.get(EmbeddedParts.class.getClassLoader()).beforeInitialize();
    var parts = new EmbeddedParts(home);
    parts.started.add(home);
    try (var beside = Executors.newSingleThreadExecutor()) {
      var objects =
          beside.submit(
              () -> parts.keep(ObjectStore.start(home.objects(), parts.secrets.get("s3"))));
      parts.postgres = parts.keep(Postgres.start(home, parts.secrets));
      parts.wechat =
          parts.keep(WechatSimulator.start(parts.secrets.get("wechat"), Clock.systemUTC()));
      parts.objects = objects.get();
      return parts;
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T part) {
    started.addFirst(part);
    return part;
  }

  /** The same settings that a deployment gives, as command-line arguments. */
  List<String> settings() {
    return List.of(
        setting(
            "database.url", "postgresql://127.0.0.1:" + postgres.port() + "/" + Postgres.DATABASE),
        setting("database.tls", "disable"),
        setting("database.user", Postgres.APPLICATION),
        setting("database.password", secrets.get(Postgres.APPLICATION)),
        setting("database.owner", Postgres.OWNER),
        setting("database.owner-password", secrets.get(Postgres.OWNER)),
        setting("s3.endpoint", objects.endpoint().toString()),
        setting("s3.region", "us-east-1"),
        setting("s3.access-key", ObjectStore.ACCESS_KEY),
        setting("s3.secret-key", secrets.get("s3")),
        setting("s3.bucket", BUCKET),
        setting("wechat.app-id", WechatSimulator.APP_ID),
        setting("wechat.secret", secrets.get("wechat")),
        setting("wechat.api-host", wechat.address().toString()),
        setting("keyring", home.keyring().toString()),
        setting("spool", home.spool().toString()),
        setting("cleaner.natives", home.natives().toString()),
        setting("cleaner.hidden", home.postgres() + "," + home.objects()),
        "--logging.level.org.gaul=warn");
  }

  private static String setting(String name, String value) {
    return String.format(Locale.ROOT, "--anxinbao.%s=%s", name, value);
  }

  public Home home() {
    return home;
  }

  public Postgres postgres() {
    return postgres;
  }

  /** Where S3 answers. */
  public URI objects() {
    return objects.endpoint();
  }

  public WechatSimulator wechat() {
    return wechat;
  }

  /** Tells of each request that the application sends to the object store and to WeChat. */
  public void watch(Consumer<String> store, Consumer<String> messenger)
      throws ReflectiveOperationException {
    objects.watch(store);
    wechat.watch(messenger);
  }

  /** Passwords between the parts: what logs must never show. */
  public List<String> passwords() {
    return List.of(
        secrets.get(Postgres.APPLICATION), secrets.get(Postgres.OWNER), secrets.get("wechat"));
  }

  @Override
  public synchronized void close() {
    for (var part : started) {
      try {
        part.close();
      } catch (Exception e) {
        log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
      }
    }
    started.clear();
  }
}
