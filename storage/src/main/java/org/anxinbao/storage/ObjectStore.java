package org.anxinbao.storage;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Objects in one bucket of an S3-compatible store. Every call blocks until it is answered: never on
 * an event loop. An object has a name and bytes, no metadata. Fails with {@link StoreUnavailable}.
 */
final class ObjectStore implements AutoCloseable {
  /** MinIO's client buffers one part of each upload. */
  private static final long PART = 5 << 20;

  private static final int CONNECTIONS = 256;

  private final String bucket;
  private final OkHttpClient http;
  private final MinioAsyncClient client;

  ObjectStore(StorageSettings settings) {
    bucket = settings.bucket();
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(CONNECTIONS);
    dispatcher.setMaxRequestsPerHost(CONNECTIONS); // the default of 5 is for browsers
    http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(30))
            .writeTimeout(Duration.ofSeconds(30))
            .build();
    client =
        MinioAsyncClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
  }

  boolean bucketExists() {
    return await(() -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
  }

  void makeBucket() {
    await(() -> client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
  }

  /**
   * Stores all of the content or nothing: a failed or interrupted upload is aborted and what may
   * have come of it is removed.
   */
  void put(String name, InputStream content, long size) throws InterruptedException {
    CompletableFuture<?> upload =
        start(
            () ->
                client.putObject(
                    PutObjectArgs.builder()
                        .bucket(bucket)
                        .object(name)
                        .contentType("application/octet-stream")
                        .stream(content, size, PART)
                        .build()));
    try {
      upload.get();
    } catch (InterruptedException e) {
      upload.handle((done, failed) -> done).join(); // it must not finish after the removal
      removeQuietly(name);
      throw e;
    } catch (ExecutionException e) {
      removeQuietly(name);
      throw problem(e);
    }
  }

  long size(String name) {
    return await(
            () -> client.statObject(StatObjectArgs.builder().bucket(bucket).object(name).build()))
        .size();
  }

  /** The object from there on; closing it ends the download. */
  InputStream download(String name, long from) {
    return await(
        () ->
            client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(name).offset(from).build()));
  }

  /** Removes it, if it is there. */
  void remove(String name) {
    await(
        () -> client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(name).build()));
  }

  private void removeQuietly(String name) {
    try {
      remove(name);
    } catch (StoreUnavailable ignored) {
      // the sweep finds it
    }
  }

  /** The next objects after this name, in the order of their names' bytes; one request. */
  List<StoredObject> page(String after, int most) {
    var items =
        client.listObjects(
            ListObjectsArgs.builder()
                .bucket(bucket)
                .recursive(true)
                .startAfter(after)
                .maxKeys(most)
                .build());
    return StreamSupport.stream(items.spliterator(), false)
        .limit(most)
        .map(ObjectStore::item)
        .map(
            item ->
                new StoredObject(item.objectName(), item.size(), item.lastModified().toInstant()))
        .toList();
  }

  private static Item item(Result<Item> result) {
    try {
      return result.get();
    } catch (MinioException e) {
      throw problem(e);
    }
  }

  private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> T await(Supplier<CompletableFuture<T>> call) {
    try {
      return start(call).join();
    } catch (CompletionException e) {
      throw problem(e);
    }
  }

  private static StorageProblem problem(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof ErrorResponseException refused
            && refused.errorResponse().code().equals("NoSuchKey")
        ? new EvidenceMissing()
        : new StoreUnavailable(cause);
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
