package org.anxinbao.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import org.anxinbao.audit.Inclusion;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Proof of having reported: a signed statement that this service received, on a day and for an
 * office, something that only the receipt's holder can show to be this tip. It is not stored; the
 * same tip gives the same one.
 *
 * @param statement the signed text: version, salted commitment (SHA-256 of salt and body, hex),
 *     date, office
 * @param signature Ed25519 (RFC 8032), base64
 * @param inclusion that the trail has it, once its day is under a published root
 */
public record Acknowledgement(String statement, String signature, @Nullable Inclusion inclusion) {

  public static Acknowledgement of(
      Keyring keyring, Receipt receipt, byte[] body, LocalDate on, String office) {
    var statement = statement(receipt, body, on, office);
    var signature = keyring.signAcknowledgement(statement.getBytes(StandardCharsets.UTF_8));
    return new Acknowledgement(statement, Base64.getEncoder().encodeToString(signature), null);
  }

  Acknowledgement with(Inclusion proof) {
    return new Acknowledgement(statement, signature, proof);
  }

  /** What the trail keeps of it. */
  byte[] digest() {
    return sha256(statement.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of the statement, which the trail keeps: needs no signature. */
  public static byte[] digest(Receipt receipt, byte[] body, LocalDate on, String office) {
    return sha256(statement(receipt, body, on, office).getBytes(StandardCharsets.UTF_8));
  }

  private static String statement(Receipt receipt, byte[] body, LocalDate on, String office) {
    var salt = receipt.derive("acknowledgement").bytes();
    var commitment = HexFormat.of().formatHex(sha256(salt, body));
    return "anxinbao-acknowledgement-v1\n" + commitment + "\n" + on + "\n" + office;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
