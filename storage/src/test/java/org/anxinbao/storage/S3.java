package org.anxinbao.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 endpoint on loopback, whose objects are files: what a thief of the store would see. */
final class S3 implements AutoCloseable {
  static final String BUCKET = "evidence";

  private final Path directory;
  private S3Proxy proxy;
  private final int port;

  S3(Path directory) throws Exception {
    this.directory = Files.createDirectories(directory);
    proxy = start(0);
    port = proxy.getPort();
  }

  private S3Proxy start(int at) throws Exception {
    var started =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + at))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
            .jettyMaxThreads(24)
            .build();
    started.start();
    return started;
  }

  StorageSettings settings(Path spool) {
    return new StorageSettings(
        URI.create("http://127.0.0.1:" + port),
        "us-east-1",
        "access",
        "secret",
        BUCKET,
        spool,
        0,
        Cleaning.SETTINGS);
  }

  void goAway() throws Exception {
    proxy.stop();
  }

  void comeBack() throws Exception {
    proxy = start(port);
  }

  Path file(String objectName) {
    return directory.resolve(BUCKET).resolve(objectName);
  }

  /** Every file of the store with anything in it, unfinished uploads too. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }
}
