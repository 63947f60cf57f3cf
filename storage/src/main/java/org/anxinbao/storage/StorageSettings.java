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
 */
public record StorageSettings(
    URI endpoint, String region, String accessKey, String secretKey, String bucket, Path spool) {
  @Override
  public String toString() {
    return "StorageSettings[endpoint=%s, bucket=%s]".formatted(endpoint, bucket);
  }
}
