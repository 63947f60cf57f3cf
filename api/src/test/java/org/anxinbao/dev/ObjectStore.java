package org.anxinbao.dev;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/** S3 on 127.0.0.1, a free port; objects are files of the home. */
final class ObjectStore implements AutoCloseable {
  static final String ACCESS_KEY = "anxinbao";

  private final S3Proxy proxy;
  private volatile Consumer<String> watcher = _ -> {};

  private ObjectStore(S3Proxy proxy) {
    this.proxy = proxy;
  }

  static ObjectStore start(Path objects, String secretKey) throws Exception {
    var proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(objects.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secretKey)
            .build();
    proxy.start();
    return new ObjectStore(proxy);
  }

  /** Tells of each request: method, target and headers. */
  void watch(Consumer<String> told) throws ReflectiveOperationException {
    watcher = told;
    var field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    ((Server) field.get(proxy))
        .setRequestLog(
            (request, _) ->
                watcher.accept(
                    request.getMethod()
                        + " "
                        + request.getHttpURI().getPathQuery()
                        + "\n"
                        + request.getHeaders().asString()));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }
}
