package org.anxinbao.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.anxinbao.TestServer;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.web.Role;

/**
 * A member of an office with a passphrase and an authenticator, as the directory would store one.
 */
record Colleague(UUID id, String username, String passphrase, byte[] totpSecret) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Colleague joins(TestServer server, Role... roles) {
    var id = UUID.randomUUID();
    var secret = new byte[20];
    RANDOM.nextBytes(secret);
    var colleague =
        new Colleague(id, "canary-user-" + id, "canary passphrase " + UUID.randomUUID(), secret);
    var key = PrivateKey.generate();
    var locked = server.bean(MemberKeys.class).lock(id, key, secret, colleague.passphrase());
    server
        .database()
        .sql(
            """
            insert into member (id, username, name, organisation, roles, public_key, salt, wrapped_key, totp)
            values (:id, :username, '李明', (select min(code) from organisation), :roles, :publicKey, :salt, :wrappedKey, :totp)
            """)
        .bind("id", id)
        .bind("username", colleague.username())
        .bind("roles", Arrays.stream(roles).map(Role::name).toArray(String[]::new))
        .bind("publicKey", locked.publicKey())
        .bind("salt", locked.salt())
        .bind("wrappedKey", locked.wrappedKey())
        .bind("totp", locked.totp())
        .then()
        .block();
    return colleague;
  }

  /** What the authenticator shows now. */
  String code() {
    return code(0);
  }

  /** What it shows some steps of 30 s from now. */
  String code(int steps) {
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(totpSecret, "HmacSHA1"), Instant.now().plusSeconds(30L * steps));
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Map<String, String> signIn() {
    return Map.of("username", username, "passphrase", passphrase, "totp", code());
  }

  Map<String, String> signIn(String field, String instead) {
    var body = new HashMap<>(signIn());
    body.put(field, instead);
    return body;
  }
}
