package org.anxinbao.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.anxinbao.faults.Phone.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A photograph that comes in parts, over a network that breaks. */
class ResumableUploadTest extends FaultTest {
  private static final String UPLOADS = "/api/v1/mailbox/uploads";
  private static final int PART = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] PHOTOGRAPH = largePhotograph();

  private final Reporter reporter = admitted();

  @Test
  void shouldTakePartsInAnyOrderAndTwice() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    var offsets = new ArrayList<>(missing(id));
    assertThat(offsets).hasSizeGreaterThan(2).startsWith(0, PART, 2 * PART);
    Collections.reverse(offsets);
    for (int offset : offsets) {
      assertThat(sends(id, offset).status()).isEqualTo(204);
      assertThat(missing(id)).doesNotContain(offset);
      assertThat(sends(id, offset).status()).isEqualTo(204);
    }
    assertThat(missing(id)).isEmpty();
    assertThat(count("select count(*) from upload_part where evidence = ?::uuid", id))
        .isEqualTo(offsets.size());

    var completed = completes(id);
    assertThat(completed.status()).as(completed.body()).isEqualTo(201);
    assertThat(completed.json().path("id").asString()).isEqualTo(id);
    assertThat(completed.json().path("mediaType").asString()).isEqualTo("image/jpeg");
    assertThat(completed.json().path("bytes").asLong()).isPositive();

    var again = completes(id);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(completed.json());
    assertThat(progress(id).status()).as("finished").isEqualTo(404);
    assertThat(sends(id, 0).status()).as("finished").isEqualTo(404);
    assertThat(sealedObjects()).hasSize(1);

    var tip = Reporter.tip();
    tip.putArray("evidence").add(id);
    assertThat(reporter.submits(tip).status()).isEqualTo(201);
    assertThat(completes(id).status()).as("of a tip").isEqualTo(404);
  }

  @Test
  @Tag("P13")
  void shouldGoOnAfterAConnectionThatBrokeInTheMiddleOfAPart() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    assertThat(sends(id, 0).status()).isEqualTo(204);
    for (int i = 0; i < 3; i++) {
      cutOff(id, PART, PART / 2);
    }
    assertThat(missing(id)).contains(PART).doesNotContain(0);
    completes(id).isProblem(409);

    for (int offset : missing(id)) {
      assertThat(sends(id, offset).status()).isEqualTo(204);
    }
    assertThat(completes(id).status()).isEqualTo(201);
    nothingIsLeftOf(id);
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    sends(id, PART);
    var refused = completes(id).isProblem(409);
    assertThat(offsets(refused)).isEqualTo(missing(id)).contains(0).doesNotContain(PART);
  }

  @Test
  void shouldRefuseAPartThatIsNone() throws Exception {
    var id = begins(PART + 10);
    assertThat(missing(id)).containsExactly(0, PART);
    for (long offset : new long[] {-PART, 1, PART - 1, 2 * PART, Long.MAX_VALUE}) {
      assertThat(pointer(sends(id, offset, new byte[PART]).isProblem(422)))
          .isEqualTo("/path/offset");
    }
    sends(id, "x", new byte[PART]).isProblem(404);
    for (int length : new int[] {0, 1, PART - 1, PART + 1, 200_000}) {
      assertThat(pointer(sends(id, 0, new byte[length]).isProblem(422))).isEqualTo("/body");
    }
    assertThat(pointer(sends(id, PART, new byte[PART]).isProblem(422))).isEqualTo("/body");
    assertThat(sends(id, PART, new byte[10]).status()).isEqualTo(204);
    assertThat(missing(id)).containsExactly(0);
    assertThat(count("select count(*) from upload_part where evidence = ?::uuid", id)).isEqualTo(1);
  }

  @Test
  void shouldRefuseAFileOfAnImpossibleSize() {
    assertThat(pointer(begin(0).isProblem(422))).isEqualTo("/bytes");
    assertThat(pointer(begin(-1).isProblem(422))).isEqualTo("/bytes");
    assertThat(pointer(begin((100L << 20) + 1).isProblem(413))).isEqualTo("/bytes");
    assertThat(begin(100L << 20).status()).isEqualTo(201);
  }

  @Test
  void shouldCountAmongTheNineFilesFromTheBeginning() {
    var first = begin(10).json().path("id").asString();
    for (int i = 1; i < 9; i++) {
      assertThat(begin(10).status()).isEqualTo(201);
    }
    begin(10).isProblem(422);
    reporter.uploads(Reporter.photograph()).isProblem(422);
    assertThat(removes(first).status()).isEqualTo(204);
    assertThat(begin(10).status()).isEqualTo(201);
  }

  @Test
  void shouldBeNobodyElses() throws Exception {
    var id = begins(10);
    var other = new ResumableUploadTest();
    for (var stranger : List.of(id, UUID.randomUUID().toString())) {
      other.progress(stranger).isProblem(404);
      other.sends(stranger, 0, new byte[10]).isProblem(404);
      other.completes(stranger).isProblem(404);
      other.removes(stranger).isProblem(404);
    }
    var withoutPermit = new Reporter(phone, admitted().receipt(), "");
    phone
        .json("POST", UPLOADS, Map.of("bytes", 10), "Authorization", withoutPermit.authorization())
        .isProblem(401);
    assertThat(missing(id)).containsExactly(0);
  }

  @Test
  @Tag("P13")
  void shouldMakeOneFileOfTwoCompletionsAtOnce() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    for (int offset : missing(id)) {
      sends(id, offset);
    }
    var answers = together(4, () -> completes(id));
    assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 200);
    assertThat(answers).extracting(Answer::json).containsOnly(answers.getFirst().json());
    assertThat(sealedObjects()).hasSize(1);
    nothingIsLeftOf(id);
  }

  @Test
  @Tag("P13")
  void shouldCompleteAfterANodeDiedWhilePuttingTogether() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    for (int offset : missing(id)) {
      sends(id, offset);
    }
    execute(
        """
        insert into upload_part (object, evidence) values (replace(gen_random_uuid()::text, '-', ''), ?::uuid)
        """,
        id);
    assertThat(missing(id)).isEmpty();
    assertThat(completes(id).status()).isEqualTo(201);
    assertThat(sealedObjects()).hasSize(1);
    nothingIsLeftOf(id);
  }

  @Test
  @Tag("P13")
  void shouldKeepOnePartOfManyThatComeAtOnce() throws Exception {
    var id = begins(PHOTOGRAPH.length);
    assertThat(together(6, () -> sends(id, 0))).allMatch(answer -> answer.status() == 204);
    assertThat(partObjects(id)).hasSize(1);
    assertThat(objects()).containsAll(partObjects(id));
  }

  @Test
  void shouldKeepNothingOfAFileThatCannotBeTaken() throws Exception {
    var noPhotograph = "no photograph at all ".repeat(1_000).getBytes(UTF_8);
    var id = begins(noPhotograph.length);
    assertThat(sends(id, 0, noPhotograph).status()).isEqualTo(204);
    completes(id).isProblem(415);
    completes(id).isProblem(404);
    assertThat(count("select count(*) from evidence where id = ?::uuid", id)).isZero();
    nothingIsLeftOf(id);

    var broken = Arrays.copyOf(PHOTOGRAPH, PART);
    Arrays.fill(broken, 30, PART, (byte) 0);
    var second = begins(broken.length);
    sends(second, 0, broken);
    completes(second).isProblem(422);
    progress(second).isProblem(404);
    nothingIsLeftOf(second);
  }

  @Test
  void shouldTakeBackWhatHasCome() throws Exception {
    for (var path : List.of(UPLOADS, Reporter.EVIDENCE)) {
      var id = begins(PHOTOGRAPH.length);
      sends(id, 0);
      sends(id, PART);
      var parts = partObjects(id);
      assertThat(objects()).containsAll(parts);
      assertThat(phone.send("DELETE", path + "/" + id, new byte[0], reporter.headers()).status())
          .isEqualTo(204);
      assertThat(objects()).doesNotContainAnyElementsOf(parts);
      nothingIsLeftOf(id);
      progress(id).isProblem(404);
    }
  }

  @Test
  @Tag("P1")
  @Tag("P9")
  void shouldShowAThiefOfTheStoreNothingOfAPart() throws Exception {
    var canary = "canary-of-a-part-" + UUID.randomUUID();
    var file = canary.repeat(30_000).getBytes(UTF_8);
    var id = begins(file.length);
    sends(id, 0, Arrays.copyOf(file, PART));
    sends(id, PART, Arrays.copyOfRange(file, PART, file.length));
    var sizes = new java.util.TreeSet<Long>();
    for (var object : partObjects(id)) {
      assertThat(object).matches("[0-9a-f]{32}");
      var path = path(object);
      sizes.add(Files.size(path));
      assertThat(new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(canary.substring(0, 16));
    }
    assertThat(sizes).as("all parts look alike").hasSize(1);
    assertThat(query("select encode(sealed, 'escape') from upload where evidence = ?::uuid", id))
        .doesNotContain("bytes", String.valueOf(file.length));
  }

  @Test
  @Tag("P10")
  void shouldNotTakeAPartInTheOthersPlace() throws Exception {
    var id = begins(3 * PART);
    for (int offset : missing(id)) {
      sends(id, offset, Arrays.copyOfRange(PHOTOGRAPH, 0, PART));
    }
    execute(
        """
        update upload_part set number = (number + 1) % 3 + 10 where evidence = ?::uuid
        """,
        id);
    execute("update upload_part set number = number - 10 where evidence = ?::uuid", id);
    completes(id).isProblem(500);
    assertThat(completes(id).json().path("type").asString()).isEqualTo("/problems/damaged-record");
  }

  private Answer begin(long bytes) {
    return phone.json("POST", UPLOADS, Map.of("bytes", bytes), reporter.headers());
  }

  private String begins(long bytes) {
    var begun = begin(bytes);
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    assertThat(begun.json().path("bytes").asLong()).isEqualTo(bytes);
    assertThat(begun.json().path("partBytes").asInt()).isEqualTo(PART);
    return begun.json().path("id").asString();
  }

  private Answer progress(String id) {
    return phone.get(UPLOADS + "/" + id, reporter.headers());
  }

  private List<Integer> missing(String id) {
    return offsets(progress(id));
  }

  private static List<Integer> offsets(Answer answer) {
    return answer.json().path("missing").valueStream().map(each -> each.asInt()).toList();
  }

  private static String pointer(Answer refused) {
    return refused.json().path("errors").path(0).path("pointer").asString();
  }

  private Answer sends(String id, int offset) {
    var to = Math.min(PHOTOGRAPH.length, offset + PART);
    return sends(id, offset, Arrays.copyOfRange(PHOTOGRAPH, offset, to));
  }

  private Answer sends(String id, Object offset, byte[] part) {
    return phone.send("PUT", part(id, offset), part, octets());
  }

  private static String part(String id, Object offset) {
    return UPLOADS + "/" + id + "/parts/" + offset;
  }

  private String[] octets() {
    var headers = Arrays.copyOf(reporter.headers(), 6);
    headers[4] = "Content-Type";
    headers[5] = "application/octet-stream";
    return headers;
  }

  private Answer completes(String id) {
    return phone.send("POST", UPLOADS + "/" + id + "/completion", new byte[0], reporter.headers());
  }

  private Answer removes(String id) {
    return phone.send("DELETE", UPLOADS + "/" + id, new byte[0], reporter.headers());
  }

  private void cutOff(String id, int offset, int after) throws IOException {
    var head = new StringBuilder("PUT " + part(id, offset) + " HTTP/1.1\r\nHost: localhost\r\n");
    var headers = octets();
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    head.append("Content-Length: ").append(PART).append("\r\n\r\n");
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      socket.getOutputStream().write(head.toString().getBytes(UTF_8));
      socket.getOutputStream().write(PHOTOGRAPH, offset, after);
      socket.getOutputStream().flush();
    }
  }

  private static void nothingIsLeftOf(String id) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(count("select count(*) from upload where evidence = ?::uuid", id))
                  .isZero();
              assertThat(partObjects(id)).isEmpty();
              assertThat(objects()).isSubsetOf(knownObjects());
            });
  }

  private static Set<String> partObjects(String id) throws SQLException {
    var found =
        query(
            "select coalesce(string_agg(object, ','), '') from upload_part where evidence ="
                + " ?::uuid",
            id);
    return found.isEmpty() ? Set.of() : Set.of(found.split(","));
  }

  /** Objects of the reporter's complete files; each is there. */
  private Set<String> sealedObjects() throws Exception {
    var found =
        query(
            """
            select coalesce(string_agg(object, ','), '') from evidence where mailbox = ? and sealed is not null
            """,
            reporter.mailboxHash());
    var names = found.isEmpty() ? Set.<String>of() : Set.of(found.split(","));
    assertThat(objects()).containsAll(names);
    return names;
  }

  private static java.nio.file.Path path(String object) throws IOException {
    try (var files = Files.walk(server.home().objects())) {
      return files.filter(file -> file.endsWith(object)).findAny().orElseThrow();
    }
  }

  private static int count(String sql, Object... parameters) throws SQLException {
    return Integer.parseInt(query(sql, parameters));
  }

  private static void execute(String sql, Object parameter) throws SQLException {
    try (var connection = server.asOwner();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      statement.executeUpdate();
    }
  }

  private static <T> List<T> together(int times, Callable<T> act) throws Exception {
    try (var threads = Executors.newFixedThreadPool(times)) {
      var results = new ArrayList<T>();
      for (var each : threads.invokeAll(Collections.nCopies(times, act))) {
        results.add(each.get());
      }
      return results;
    }
  }

  private static byte[] largePhotograph() {
    return IntStream.iterate(1_600, size -> size + 200)
        .mapToObj(Reporter::photograph)
        .filter(file -> file.length > 2 * PART)
        .findFirst()
        .orElseThrow();
  }
}
