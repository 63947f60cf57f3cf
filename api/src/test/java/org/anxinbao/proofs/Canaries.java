package org.anxinbao.proofs;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What must be found nowhere, by what it is. */
final class Canaries {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, byte[]> words = new ConcurrentSkipListMap<>();

  /** A word that nobody has written before; Chinese and Latin, as people write. */
  String word(String what) {
    return note(what, "金丝雀" + token());
  }

  /** One of visible ASCII, for headers and names. */
  String ascii(String what) {
    return note(what, "canary" + token());
  }

  String phone(String what) {
    return note(what, "1%010d".formatted(RANDOM.nextLong(10_000_000_000L)));
  }

  String note(String what, String word) {
    words.put(what, word.getBytes(StandardCharsets.UTF_8));
    return word;
  }

  void note(String what, byte[] bytes) {
    words.put(what, bytes);
  }

  Map<String, byte[]> all() {
    return Map.copyOf(words);
  }

  /** In clear, as text, for what is no file. */
  List<String> foundIn(String text) {
    var found = new ArrayList<String>();
    var lower = text.toLowerCase(Locale.ROOT);
    words.forEach(
        (what, bytes) -> {
          var word = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
          if (lower.contains(word)) {
            found.add(what);
          }
        });
    return found;
  }

  private static String token() {
    var bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
