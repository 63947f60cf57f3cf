package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A member's private key and TOTP secret under HKDF(Argon2id(passphrase, salt) ‖ HMAC(pepper,
 * member)), Argon2id with 64 MiB, t = 3, p = 1 (RFC 9106). Blocking, about 0.1 s: never on an event
 * loop.
 */
public final class MemberKeys {
  private static final int SALT = 16;

  private final Keyring keyring;
  private final Argon2Cost cost;

  public MemberKeys(Keyring keyring) {
    this(keyring, Argon2Cost.DEFAULT);
  }

  public MemberKeys(Keyring keyring, Argon2Cost cost) {
    this.keyring = keyring;
    this.cost = cost;
  }

  /**
   * What the member's row holds.
   *
   * @param publicKey 1,216 bytes
   * @param salt 16 bytes
   * @param wrappedKey the private key, wrapped
   * @param totp the sealed TOTP secret
   */
  @SuppressWarnings("ArrayRecordComponent") // the columns of a row; nobody compares two
  public record Locked(byte[] publicKey, byte[] salt, byte[] wrappedKey, byte[] totp) {}

  /** What the passphrase opens. Says nothing of itself. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Unlocked(PrivateKey key, byte[] totpSecret) {
    @Override
    public String toString() {
      return "Unlocked";
    }
  }

  /** Under a new salt each time. */
  public Locked lock(UUID member, PrivateKey key, byte[] totpSecret, String passphrase) {
    byte[] salt = Primitives.random(SALT);
    SymmetricKey wrapping = wrapping(member, salt, passphrase);
    return new Locked(
        key.publicKey().bytes(),
        salt,
        key.wrap(wrapping, where(member, "key")),
        wrapping.seal(totpSecret, where(member, "totp")));
  }

  /**
   * Opens both with the passphrase.
   *
   * @throws SealBroken for a wrong passphrase, and for a row whose public key is not the wrapped
   *     one's. With {@code locked} null it costs the same time and always fails.
   */
  public Unlocked unlock(UUID member, @Nullable Locked locked, String passphrase) {
    byte[] salt = locked == null ? new byte[SALT] : locked.salt();
    SymmetricKey wrapping = wrapping(member, salt, passphrase);
    if (locked == null) {
      throw new SealBroken();
    }
    PrivateKey key = PrivateKey.unwrap(locked.wrappedKey(), wrapping, where(member, "key"));
    if (!Arrays.equals(key.publicKey().bytes(), locked.publicKey())) {
      throw new SealBroken();
    }
    return new Unlocked(key, wrapping.open(locked.totp(), where(member, "totp")));
  }

  private SymmetricKey wrapping(UUID member, byte[] salt, String passphrase) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKiB())
            .withIterations(cost.iterations())
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] stretched = new byte[SymmetricKey.BYTES];
    // The same characters typed on another keyboard may come composed or not.
    String normal = Normalizer.normalize(passphrase, Normalizer.Form.NFKC);
    argon2.generateBytes(normal.getBytes(UTF_8), stretched);
    return SymmetricKey.of(
        Primitives.hkdf(
            Primitives.concat(stretched, keyring.pepper(member)),
            "anxinbao member".getBytes(UTF_8),
            SymmetricKey.BYTES));
  }

  private static Context where(UUID member, String field) {
    return new Context("member", member.toString(), field, 0);
  }
}
