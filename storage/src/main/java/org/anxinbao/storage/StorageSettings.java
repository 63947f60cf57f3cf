package org.anxinbao.storage;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where evidence is kept.
 *
 * @param endpoint of any S3-compatible store, without a path
 * @param region such as {@code us-east-1}
 * @param bucket at least 3 characters
 * @param spool directory for files on their way in, encrypted under a key in memory only
 * @param spoolReserve bytes of its disk that stay free: uploads are refused before
 * @param cleaner the processes that clean files
 */
public record StorageSettings(
    URI endpoint,
    String region,
    String accessKey,
    String secretKey,
    String bucket,
    Path spool,
    long spoolReserve,
    CleanerSettings cleaner) {
  @Override
  public String toString() {
    return "StorageSettings[endpoint=%s, bucket=%s]".formatted(endpoint, bucket);
  }
}
