package org.anxinbao.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.anxinbao.storage.StoredObject;

/**
 * Objects and records side by side, as far as both are known.
 *
 * @param through the last name that was compared; empty where both have come to their end
 * @param orphans objects that no record names, old enough to be nobody's for good
 * @param missing records whose object is not there
 * @param foreign objects whose names are not of our making: nobody here knows what they are
 */
record SurveyPage(
    Optional<String> through,
    int objects,
    long bytes,
    int records,
    List<String> orphans,
    List<String> missing,
    int foreign) {
  /** Bytes of UTF-8, as object stores list and {@code collate "C"} compares. */
  private static final Comparator<String> ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  /** What crashes may leave. */
  private static final int FEW = 50;

  private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}");

  /**
   * @param full as many as a page has, so that more may follow
   * @param before which an object without a record must have been stored to be an orphan
   */
  static SurveyPage of(List<String> records, List<StoredObject> objects, int full, Instant before) {
    var through =
        Stream.concat(
                last(records, full).stream(),
                last(objects.stream().map(StoredObject::name).toList(), full).stream())
            .min(ORDER);
    Predicate<String> compared =
        name -> through.isEmpty() || ORDER.compare(name, through.orElseThrow()) <= 0;
    var known = records.stream().filter(compared).toList();
    var stored = objects.stream().filter(object -> compared.test(object.name())).toList();
    var names = Set.copyOf(known);
    var there = new HashSet<String>();
    stored.forEach(object -> there.add(object.name()));
    return new SurveyPage(
        through,
        stored.size(),
        stored.stream().mapToLong(StoredObject::bytes).sum(),
        known.size(),
        stored.stream()
            .filter(object -> isOurs(object) && object.storedAt().isBefore(before))
            .map(StoredObject::name)
            .filter(name -> !names.contains(name))
            .toList(),
        known.stream().filter(name -> !there.contains(name)).toList(),
        (int) stored.stream().filter(object -> !isOurs(object)).count());
  }

  /**
   * Whether the rows seem to be of another bucket: somebody restored one and not yet the other, or
   * mistook a setting.
   */
  boolean isSuspect() {
    return orphans.size() > FEW && orphans.size() > records;
  }

  private static boolean isOurs(StoredObject object) {
    return OURS.matcher(object.name()).matches();
  }

  private static Optional<String> last(List<String> names, int full) {
    return names.size() < full ? Optional.empty() : Optional.of(names.getLast());
  }
}
