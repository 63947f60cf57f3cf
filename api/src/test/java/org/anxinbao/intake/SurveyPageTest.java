package org.anxinbao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.anxinbao.storage.StoredObject;
import org.junit.jupiter.api.Test;

class SurveyPageTest {
  private static final Instant THEN = Instant.parse("2026-11-20T00:00:00Z");
  private static final String A = "a".repeat(32);
  private static final String B = "b".repeat(32);
  private static final String C = "c".repeat(32);
  private static final String D = "d".repeat(32);

  @Test
  void shouldFindWhatOneSideHasAndTheOtherHasNot() {
    var page = page(List.of(A, C), 3, old(A), old(B));
    assertThat(page.through()).isEmpty();
    assertThat(page.orphans()).containsExactly(B);
    assertThat(page.missing()).containsExactly(C);
    assertThat(List.of(page.objects(), page.records())).containsExactly(2, 2);
    assertThat(page.bytes()).isEqualTo(20);
  }

  @Test
  void shouldLeaveAloneWhatIsYoungAndWhatIsNotOurs() {
    var young = new StoredObject(A, 10, THEN);
    var page =
        page(List.of(), 5, young, old("backup.tar"), old(A.toUpperCase(java.util.Locale.ROOT)));
    assertThat(page.orphans()).isEmpty();
    assertThat(page.foreign()).isEqualTo(2);
  }

  @Test
  void shouldCompareOnlyAsFarAsBothAreKnown() {
    var fewObjects = page(List.of(A, B, C), 4, old(A), old(B), old(C), old(D));
    assertThat(fewObjects.through()).hasValue(D);
    assertThat(fewObjects.orphans()).containsExactly(D);

    var fullOfObjects = page(List.of(A, D), 2, old(B), old(C));
    assertThat(fullOfObjects.through()).hasValue(C);
    assertThat(fullOfObjects.missing()).containsExactly(A);
    assertThat(fullOfObjects.orphans()).containsExactly(B, C);

    var fullOfRecords = page(List.of(A, B), 2, old(D));
    assertThat(fullOfRecords.through()).hasValue(B);
    assertThat(fullOfRecords.orphans()).isEmpty();
    assertThat(fullOfRecords.objects()).isZero();
    assertThat(fullOfRecords.missing()).containsExactly(A, B);
  }

  /** U+FFFD comes before U+1F600 in UTF-8, and after it in UTF-16. */
  @Test
  void shouldCompareAsTheObjectStoreSorts() {
    var page = page(List.of(), 2, old("\ufffd"), old("\ud83d\ude00"));
    assertThat(page.through()).hasValue("\ud83d\ude00");
    assertThat(page.objects()).isEqualTo(2);
  }

  @Test
  void shouldSuspectABucketOfAnotherDatabase() {
    var many =
        IntStream.range(0, 51)
            .mapToObj(number -> old(HexFormat.of().toHexDigits(number).repeat(4)))
            .toArray(StoredObject[]::new);
    assertThat(page(List.of(), 100, many).isSuspect()).isTrue();
    assertThat(page(List.of(), 100, Arrays.copyOf(many, 50)).isSuspect()).isFalse();
    var known = IntStream.range(0, 51).mapToObj(number -> "e" + number).sorted().toList();
    assertThat(page(known, 100, many).isSuspect()).isFalse();
  }

  private static SurveyPage page(List<String> records, int full, StoredObject... objects) {
    return SurveyPage.of(records, Arrays.asList(objects), full, THEN);
  }

  private static StoredObject old(String name) {
    return new StoredObject(name, 10, THEN.minusSeconds(1));
  }
}
