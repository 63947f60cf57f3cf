package org.anxinbao.bench;

import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.anxinbao.access.Permits;
import org.anxinbao.dev.EmbeddedRun;
import org.anxinbao.dev.EmbeddedServers;
import org.anxinbao.seal.Receipt;
import org.anxinbao.storage.Workbench;
import org.anxinbao.storage.clean.Pictures;
import org.anxinbao.web.AnxinbaoProperties;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What evidence costs beside the least that it could cost: films uploaded over HTTP against bare
 * puts of the same bytes into the same store; photographs cleaned against decoding and encoding
 * them. Options: {@code --rounds=3}, {@code --films=16}, {@code --photographs=60}, {@code
 * --at-once=4}.
 */
public final class EvidenceBenchmark {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final String BOUNDARY = "anxinbao-bench";

  private final StandardEnvironment options = new StandardEnvironment();
  private final Path home = Path.of("target", "bench-home");
  private final EmbeddedRun run = EmbeddedServers.startNew(home);
  private final HttpClient http = HttpClient.newHttpClient();
  private final MinioAsyncClient store;
  private final String bucket;
  private final URI evidence;
  private final Permits permits;

  private EvidenceBenchmark(String... arguments) {
    options.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    var context = run.context();
    var s3 = context.getBean(AnxinbaoProperties.class).s3();
    store =
        MinioAsyncClient.builder()
            .endpoint(s3.endpoint().toString())
            .region(s3.region())
            .credentials(s3.accessKey(), s3.secretKey())
            .build();
    bucket = s3.bucket();
    permits = context.getBean(Permits.class);
    evidence =
        URI.create(
            "http://127.0.0.1:%s/api/v1/mailbox/evidence"
                .formatted(context.getEnvironment().getRequiredProperty("local.server.port")));
  }

  public static void main(String[] arguments) throws Exception {
    var benchmark = new EvidenceBenchmark(arguments);
    try (var _ = benchmark.run) {
      benchmark.films();
      benchmark.memory();
    }
    benchmark.photographs();
    System.exit(0);
  }

  private void films() throws Exception {
    byte[] film = Samples.film(home);
    int films = option("films", 16);
    int atOnce = option("at-once", 4);
    say("%nfilms of %.1f MB, %d at once", film.length / 1e6, atOnce);
    say("%8s%14s%14s%8s", "round", "upload MB/s", "put MB/s", "ratio");
    perSecond(atOnce, atOnce, () -> upload(film));
    perSecond(atOnce, atOnce, () -> put(film));
    for (int round = 1; round <= option("rounds", 3); round++) {
      double uploads = perSecond(films, atOnce, () -> upload(film)) * film.length / 1e6;
      double puts = perSecond(films, atOnce, () -> put(film)) * film.length / 1e6;
      say("%8d%14.0f%14.0f%8.2f", round, uploads, puts, uploads / puts);
    }
  }

  private void photographs() throws Exception {
    byte[] photograph = Samples.photograph();
    int count = option("photographs", 60);
    say("%nphotographs of 12 megapixels, %.1f MB, on %d cores", photograph.length / 1e6, CORES);
    say("%8s%16s%16s%8s", "round", "cleaned/s/core", "plain/s/core", "ratio");
    try (var workers = Workbench.of(CORES, home.resolve("natives").toAbsolutePath())) {
      Callable<?> clean =
          () -> {
            workers.clean("image/jpeg", photograph);
            return "";
          };
      Callable<?> plain = () -> decodedAndEncoded(photograph);
      perSecond(count, CORES, clean);
      perSecond(count, CORES, plain);
      for (int round = 1; round <= option("rounds", 3); round++) {
        double cleaned = perSecond(count, CORES, clean) / CORES;
        double plainly = perSecond(count, CORES, plain) / CORES;
        say("%8d%16.2f%16.2f%8.2f", round, cleaned, plainly, cleaned / plainly);
      }
    }
  }

  private static byte[] decodedAndEncoded(byte[] photograph) throws Exception {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photograph));
    var out = new ByteArrayOutputStream();
    Pictures.writeJpeg(picture, out);
    return out.toByteArray();
  }

  private String upload(byte[] film) throws Exception {
    var receipt = Receipt.random();
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            .formatted(BOUNDARY);
    var body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofString(head),
            HttpRequest.BodyPublishers.ofByteArray(film),
            HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    var request =
        HttpRequest.newBuilder(evidence)
            .header("Authorization", "Receipt " + receipt.text())
            .header("X-Permit", permits.issue(receipt.mailbox().hash()))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(body)
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
    return answer.body();
  }

  private Object put(byte[] film) throws Exception {
    var put =
        PutObjectArgs.builder().bucket(bucket).object("bench-" + UUID.randomUUID()).stream(
                new ByteArrayInputStream(film), (long) film.length, 5L << 20)
            .build();
    return store.putObject(put).get();
  }

  /** Peaks since their start, of the application with its embedded parts and of each worker. */
  private void memory() throws Exception {
    say("%npeak memory, MB: application with its embedded parts %d", peak(ProcessHandle.current()));
    try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
      all.filter(process -> process.info().command().orElse("").endsWith("java"))
          .forEach(worker -> say("  a worker %d", peak(worker)));
    }
  }

  private static long peak(ProcessHandle process) {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (java.io.IOException ended) {
      return 0;
    }
  }

  private static double perSecond(int count, int atOnce, Callable<?> act) throws Exception {
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(act::call);
      }
      long start = System.nanoTime();
      for (var each : threads.invokeAll(all)) {
        each.get();
      }
      return count / ((System.nanoTime() - start) / 1e9);
    }
  }

  private int option(String name, int otherwise) {
    return options.getProperty(name, Integer.class, otherwise);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
