package org.anxinbao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many large films at once, with the heap that {@link Child} gives: 512 MB, embedded parts too. */
class ManyUploadsTest {
  private static final int UPLOADS = 64;
  private static final int FILM_BYTES = 50 << 20;
  private static final int MAILBOXES_A_PERSON = 8;

  private Child child;

  @AfterEach
  void stop() throws Exception {
    child.stop();
  }

  @Test
  void shouldTakeSixtyFourFilmsOfFiftyMegabytesAtOnce() throws Exception {
    var form = Phone.form(Phone.filePart("file", "VID_1.mp4", "video/mp4", film()));
    child = Child.start(FaultsHome.path().toAbsolutePath());
    var patient = child.phone().patient();
    List<Callable<Phone.Answer>> uploads = new ArrayList<>();
    for (var reporter : reporters()) {
      uploads.add(() -> patient.form(Reporter.EVIDENCE, form, reporter.headers()));
    }
    try (var threads = Executors.newFixedThreadPool(UPLOADS)) {
      for (Future<Phone.Answer> upload : threads.invokeAll(uploads)) {
        var answer = upload.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("mediaType").asString()).isEqualTo("video/mp4");
        assertThat(answer.json().path("bytes").asInt()).isGreaterThan(FILM_BYTES * 9 / 10);
      }
    }
    assertThat(child.process().isAlive()).isTrue();
  }

  private List<Reporter> reporters() {
    var all = new ArrayList<Reporter>();
    while (all.size() < UPLOADS) {
      var code = Map.of("code", "demo-m" + System.nanoTime() + "-1");
      var session = child.phone().json("POST", "/api/v1/wechat/sessions", code).json();
      for (int i = 0; i < MAILBOXES_A_PERSON; i++) {
        all.add(Reporter.opens(child.phone(), session.path("token").asString()));
      }
    }
    return all;
  }

  /** Noise, so that it is as long as it should be, by the FFmpeg that storage's tests fetch. */
  private static byte[] film() throws IOException, InterruptedException {
    var ffmpeg = Path.of("../storage/target/tools/node_modules/@ffmpeg-installer/linux-x64/ffmpeg");
    var film = Path.of("target", "fifty-megabytes.mp4");
    var command = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-v", "error", "-y"));
    command.addAll(List.of("-f", "lavfi", "-i", "nullsrc=s=1280x720:r=25,noise=alls=90:allf=t"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-qp", "10"));
    command.addAll(List.of("-fs", Integer.toString(FILM_BYTES), film.toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    var bytes = Files.readAllBytes(film);
    Files.delete(film);
    return bytes;
  }
}
