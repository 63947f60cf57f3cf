package org.anxinbao.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.anxinbao.seal.Header.Algorithm;
import org.jspecify.annotations.Nullable;

/** The public half of an X-Wing key pair (X25519 + ML-KEM-768), 1,216 bytes raw. */
public final class PublicKey {
  public static final int BYTES = 1216;

  /** What {@link #seal} adds to the plaintext: header, encapsulated key (1,120), tag. */
  public static final int OVERHEAD = Header.PLAIN + 1120 + 16;

  private final byte[] raw;
  private final HpkePublicKey key;
  private final HybridEncrypt hybrid;

  /**
   * Make it once and keep it: reading a key costs more than sealing with it.
   *
   * @throws IllegalArgumentException unless 1,216 bytes
   */
  @AccessesPartialKey
  public static PublicKey of(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("a public key has 1,216 bytes");
    }
    try {
      return new PublicKey(
          HpkePublicKey.create(Primitives.HPKE, Bytes.copyFrom(raw), /* idRequirement= */ null));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key", e);
    }
  }

  @AccessesPartialKey
  PublicKey(HpkePublicKey key) throws GeneralSecurityException {
    this.raw = key.getPublicKeyBytes().toByteArray();
    this.key = key;
    this.hybrid =
        KeysetHandle.newBuilder()
            .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
            .build()
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
  }

  public byte[] bytes() {
    return raw.clone();
  }

  HpkePublicKey key() {
    return key;
  }

  /**
   * HPKE (RFC 9180, X-Wing, HKDF-SHA256, AES-256-GCM); version and algorithm bytes first.
   *
   * @throws IllegalArgumentException if the key is 1,216 bytes of nonsense
   */
  public byte[] seal(byte[] plaintext, Context where) {
    byte[] header = Header.of(Algorithm.HPKE_XWING);
    try {
      return Primitives.concat(
          header, hybrid.encrypt(plaintext, Primitives.concat(header, where.bytes())));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key", e);
    }
  }

  /**
   * Twenty characters that two people compare by telephone: the first 100 bits of the key's
   * SHA-256, Crockford base32, four groups of five.
   */
  public String fingerprint() {
    return Crockford.grouped(Crockford.encode(Primitives.sha256(raw), 20), 5);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}
