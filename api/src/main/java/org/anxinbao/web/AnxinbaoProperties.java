package org.anxinbao.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a deployment sets, from the environment: {@code ANXINBAO_S3_ENDPOINT} is {@code
 * s3().endpoint()}. The database's settings feed Spring's own (application.yaml). No {@code
 * toString} shows a secret.
 *
 * @param keyring directory of the server's own keys, outside the database and its backups
 * @param spool directory for what is on its way to the object store, encrypted
 * @param spoolReserve what stays free of the spool's disk
 */
@ConfigurationProperties("anxinbao")
public record AnxinbaoProperties(
    Path keyring,
    Path spool,
    @DefaultValue("512MB") DataSize spoolReserve,
    @DefaultValue Cleaner cleaner,
    S3 s3,
    Wechat wechat) {

  /**
   * The processes in which foreign files are cleaned.
   *
   * @param workers how many; 0: as many as there are processors, and two at least
   * @param isolation {@code required}: no start where the kernel does not shut them in
   * @param natives directory for their libraries; else one in the spool
   * @param hidden directories that must not be there for them, besides the keyring
   */
  public record Cleaner(
      @DefaultValue("0") int workers,
      @DefaultValue("preferred") CleanerIsolation isolation,
      @Nullable Path natives,
      @DefaultValue List<Path> hidden) {
    public Cleaner {
      if (workers < 0) {
        throw new IllegalArgumentException("ANXINBAO_CLEANER_WORKERS must not be negative");
      }
    }
  }

  /** What to do where workers cannot be isolated. */
  public enum CleanerIsolation {
    REQUIRED,
    PREFERRED
  }

  /**
   * The object store.
   *
   * @param endpoint http or https, host and port, no path
   * @param bucket at least 3 characters; made at start if it is not there
   */
  public record S3(URI endpoint, String region, String accessKey, String secretKey, String bucket) {
    public S3 {
      requireWeb(endpoint, "ANXINBAO_S3_ENDPOINT");
      if (bucket.length() < 3) {
        throw new IllegalArgumentException("ANXINBAO_S3_BUCKET must have 3 characters or more");
      }
    }

    @Override
    public String toString() {
      return "S3[" + endpoint + ", " + bucket + "]";
    }
  }

  /**
   * The mini program at WeChat.
   *
   * @param apiHost where its API is; a private gateway or the embedded run's simulator may stand in
   */
  public record Wechat(
      String appId, String secret, @DefaultValue("https://api.weixin.qq.com") URI apiHost) {
    public Wechat {
      requireWeb(apiHost, "ANXINBAO_WECHAT_API_HOST");
    }

    @Override
    public String toString() {
      return "Wechat[" + apiHost + "]";
    }
  }

  private static void requireWeb(URI uri, String setting) {
    var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new IllegalArgumentException(setting + " must be an http or https address");
    }
  }
}
