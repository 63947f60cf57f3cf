package org.anxinbao.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.anxinbao.seal.Context;
import org.anxinbao.seal.SymmetricKey;

/**
 * What only the cookie holds: which session, and the key that opens the member's private key in it.
 * The database knows the identifier's hash.
 */
final class SessionSecret {
  private static final String ID = "id";
  private static final String SECRET = "secret";

  private final String id;
  private final SymmetricKey secret;

  private SessionSecret(String id, SymmetricKey secret) {
    this.id = id;
    this.secret = secret;
  }

  static SessionSecret random() {
    var id = new byte[32];
    new SecureRandom().nextBytes(id);
    return new SessionSecret(encode(id), SymmetricKey.random());
  }

  static Optional<SessionSecret> from(Map<String, String> claims) {
    var id = claims.get(ID);
    var secret = claims.get(SECRET);
    return id == null || secret == null
        ? Optional.empty()
        : Optional.of(
            new SessionSecret(id, SymmetricKey.of(Base64.getUrlDecoder().decode(secret))));
  }

  Map<String, String> claims() {
    return Map.of(ID, id, SECRET, encode(secret.bytes()));
  }

  SymmetricKey key() {
    return secret;
  }

  byte[] idHash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }

  /** Where the wrapped private key belongs: this session's row. */
  Context place() {
    return new Context("session", HexFormat.of().formatHex(idHash()), "key", 0);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
