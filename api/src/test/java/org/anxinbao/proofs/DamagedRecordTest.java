package org.anxinbao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.anxinbao.ServerTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever owns the database moves and changes sealed values: nobody is shown anything of them, the
 * answer says that the record is damaged, and the trail knows.
 */
@Tag("P10")
class DamagedRecordTest extends ServerTest {
  private static final Thief thief = new Thief(server);
  private static FullTip mine;
  private static FullTip other;

  static Stream<SealedPlace> places() {
    return SealedPlace.all();
  }

  @BeforeAll
  static void tell() {
    mine = FullTip.on(server);
    other = FullTip.on(server);
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldNotOpenAnothersValue(SealedPlace place) {
    refuses(place, thief.bytes(place.select(), place.key(other)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldNotOpenAChangedValue(SealedPlace place) {
    var sealed = thief.bytes(place.select(), place.key(mine));
    for (int at : new int[] {0, 1, 2, 5, sealed.length / 2, sealed.length - 1}) {
      var changed = sealed.clone();
      changed[at] ^= 1;
      refuses(place, changed);
    }
    refuses(place, java.util.Arrays.copyOf(sealed, sealed.length - 1));
    refuses(place, new byte[0]);
  }

  @Test
  void shouldNotOpenAValueOfTheSameTipInAnotherPlace() {
    var message = places().filter(place -> place.name().equals("message")).findFirst();
    var event = places().filter(place -> place.name().equals("event")).findFirst();
    refuses(
        message.orElseThrow(),
        thief.bytes("select sealed from message where tip = ? and author = 'REPORTER'", mine.id()));
    refuses(
        event.orElseThrow(),
        thief.bytes("select sealed from tip_event where tip = ? and kind = 'CONCLUDE'", mine.id()));
    refuses(message.orElseThrow(), thief.bytes("select body from tip where id = ?", mine.id()));
    refuses(
        places().findFirst().orElseThrow(), thief.bytes(event.orElseThrow().select(), mine.id()));
    refuses(
        places().filter(place -> place.name().equals("file's key")).findFirst().orElseThrow(),
        thief.bytes(
            "select sealed from evidence where tip = ? order by id desc limit 1", mine.id()));
  }

  @Test
  void shouldNotServeAnotherFilesObject() throws Exception {
    var objects = thief.reads("select object from evidence where tip = ? order by id", mine.id());
    try (var files = Files.walk(server.home().objects())) {
      var found = files.filter(file -> objects.contains(file.getFileName().toString())).toList();
      assertThat(found).hasSize(2);
      var whole = Files.readAllBytes(found.getFirst());
      var moved = Files.readAllBytes(found.getLast());
      try {
        Files.write(found.getFirst(), moved);
        Files.write(found.getLast(), whole);
        long before = failures();
        damaged(Officer.of(server, FullRun.LEAD).downloads(mine.id().toString(), mine.file()));
        assertThat(failures()).as("audited").isEqualTo(before + 1);
      } finally {
        Files.write(found.getFirst(), whole);
        Files.write(found.getLast(), moved);
      }
    }
    Officer.of(server, FullRun.LEAD).downloads(mine.id().toString(), mine.file()).expect(200);
  }

  @Test
  void shouldShowTheRestOfTheListBesideADamagedTip() {
    var place = places().findFirst().orElseThrow();
    var before = thief.bytes(place.select(), mine.id());
    thief.writes(place.update(), thief.bytes(place.select(), other.id()), mine.id());
    try {
      var list = Officer.of(server, FullRun.LEAD).wholeList();
      assertThat(list).contains(mine.id().toString(), other.id().toString(), other.word());
      assertThat(list).doesNotContain(mine.word()).containsOnlyOnce(other.word());
    } finally {
      thief.writes(place.update(), before, mine.id());
    }
  }

  /** The value stands in the row for one request, and then the right one again. */
  private static void refuses(SealedPlace place, byte[] wrong) {
    var right = thief.bytes(place.select(), place.key(mine));
    assertThat(wrong).isNotEqualTo(right);
    thief.writes(place.update(), wrong, place.key(mine));
    Http.Answer answer;
    long before = failures();
    try {
      answer = asks(place.reader());
    } finally {
      thief.writes(place.update(), right, place.key(mine));
    }
    damaged(answer);
    assertThat(failures()).as("audited").isEqualTo(before + 1);
    if (place.reader() != SealedPlace.Reader.TRANSFER) {
      asks(place.reader()).expect(200);
    }
  }

  private static Http.Answer asks(SealedPlace.Reader reader) {
    var id = mine.id().toString();
    var officer = Officer.of(server, FullRun.LEAD);
    return switch (reader) {
      case OFFICE -> officer.reads(id);
      case REPORTER -> mine.reporter().reads();
      case DOWNLOAD -> firstFile(officer, id);
      case TRANSFER ->
          Officer.of(server, FullRun.REVIEWER)
              .decides(id, "TRANSFER", "organisation", "jh-emergency", "reason", "not ours");
    };
  }

  private static Http.Answer firstFile(Officer officer, String id) {
    var file =
        thief
            .reads("select id from evidence where tip = ?::uuid order by id limit 1", id)
            .getFirst();
    return officer.downloads(id, file);
  }

  private static void damaged(Http.Answer answer) {
    answer.expect(500);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/damaged-record");
    assertThat(answer.text()).doesNotContain(mine.word(), other.word());
  }

  private static long failures() {
    return thief
        .reads("select id from audit_entry where outcome = 'FAILED' and reason = 'SEAL_BROKEN'")
        .size();
  }
}
