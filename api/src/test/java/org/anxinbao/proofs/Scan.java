package org.anxinbao.proofs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for words in bytes: as UTF-8, UTF-16, hexadecimal and base64 at every alignment. */
final class Scan {
  private static final int HEAD = 4;

  private record Needle(String what, byte[] bytes) {}

  private final Map<Integer, List<Needle>> byHead = new HashMap<>();
  private final BitSet heads = new BitSet(1 << 16);

  Scan(Map<String, byte[]> words) {
    words.forEach(
        (what, word) -> {
          add(what, word);
          var text = new String(word, UTF_8);
          if (Arrays.equals(text.getBytes(UTF_8), word)) {
            add(what + " in UTF-16LE", text.getBytes(UTF_16LE));
            add(what + " in UTF-16BE", text.getBytes(UTF_16BE));
          }
          add(what + " in hex", HexFormat.of().formatHex(word).getBytes(ISO_8859_1));
          add(
              what + " in HEX",
              HexFormat.of().withUpperCase().formatHex(word).getBytes(ISO_8859_1));
          for (int shift = 0; shift < 3; shift++) {
            var coded = base64(word, shift);
            add(what + " in base64", coded.getBytes(ISO_8859_1));
            add(
                what + " in base64url",
                coded.replace('+', '-').replace('/', '_').getBytes(ISO_8859_1));
          }
        });
  }

  /**
   * The characters that the word alone decides, when it begins at this byte of a group of three.
   */
  private static String base64(byte[] word, int shift) {
    var shifted = Photo.concat(new byte[shift], word);
    var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = shift == 0 ? 0 : shift + 1;
    int to = shifted.length * 8 / 6;
    return whole.substring(from, to);
  }

  private void add(String what, byte[] bytes) {
    if (bytes.length < 8) {
      throw new IllegalArgumentException("too short to mean anything: " + what);
    }
    int head = head(bytes, 0);
    byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(new Needle(what, bytes));
    heads.set(bit(head));
  }

  private static int head(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private static int bit(int head) {
    return head * 0x9e3779b1 >>> 16;
  }

  Set<String> text(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  Set<String> bytes(byte[] haystack) {
    var found = new TreeSet<String>();
    for (int at = 0; at + HEAD <= haystack.length; at++) {
      int head = head(haystack, at);
      if (heads.get(bit(head))) {
        for (var needle : byHead.getOrDefault(head, List.of())) {
          int end = at + needle.bytes().length;
          if (end <= haystack.length
              && Arrays.equals(haystack, at, end, needle.bytes(), 0, needle.bytes().length)) {
            found.add(needle.what());
          }
        }
      }
    }
    return found;
  }

  /**
   * Names and contents of every file under a directory, or of one file; {@code what: where}. A file
   * that PostgreSQL removes meanwhile is not there.
   */
  Set<String> files(Path root) {
    var found = new TreeSet<String>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes its) {
              name(directory);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes its)
                throws IOException {
              name(file);
              if (its.isRegularFile()) {
                bytes(read(file)).forEach(what -> found.add(what + ": " + file));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
              if (why instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw why;
            }

            private void name(Path file) {
              text(root.relativize(file).toString())
                  .forEach(what -> found.add(what + ": name of " + file));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return new byte[0];
    }
  }
}
