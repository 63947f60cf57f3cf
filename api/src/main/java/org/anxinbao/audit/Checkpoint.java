package org.anxinbao.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import org.anxinbao.seal.Signatures;

/**
 * A day of the trail, signed and public.
 *
 * @param number from 1, without a gap
 * @param day in China, without a gap
 * @param size leaves of the tree, a power of two
 * @param root hex
 * @param previous SHA-256 of the statement before this one, hex; zeros for the first
 * @param signature Ed25519 (RFC 8032) of the statement, base64
 */
record Checkpoint(
    int number, LocalDate day, int size, String root, String previous, String signature) {
  private static final String NONE = "0".repeat(2 * Sha256.BYTES);

  /** What is signed. */
  record Statement(int number, LocalDate day, int size, String root, String previous) {
    byte[] bytes() {
      return "anxinbao-checkpoint-v1\n%d\n%s\n%d\n%s\n%s"
          .formatted(number, day, size, root, previous)
          .getBytes(UTF_8);
    }

    Checkpoint signed(byte[] signature) {
      return new Checkpoint(
          number, day, size, root, previous, Base64.getEncoder().encodeToString(signature));
    }
  }

  static Statement first(LocalDate day, DayTree tree) {
    return statement(1, day, tree, NONE);
  }

  Statement next(DayTree tree) {
    return statement(number + 1, day.plusDays(1), tree, hash());
  }

  private static Statement statement(int number, LocalDate day, DayTree tree, String previous) {
    var root = HexFormat.of().formatHex(tree.root());
    return new Statement(number, day, tree.size(), root, previous);
  }

  private Statement statement() {
    return new Statement(number, day, size, root, previous);
  }

  String hash() {
    return HexFormat.of().formatHex(Sha256.of(statement().bytes()));
  }

  boolean follows(Checkpoint before) {
    return previous.equals(before.hash());
  }

  boolean beginsTheChain() {
    return previous.equals(NONE);
  }

  boolean isSignedBy(byte[] publicKey) {
    return Signatures.verify(publicKey, statement().bytes(), Base64.getDecoder().decode(signature));
  }
}
