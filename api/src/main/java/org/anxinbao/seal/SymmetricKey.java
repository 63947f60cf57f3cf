package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.anxinbao.seal.Header.Algorithm;

/**
 * A 256-bit AES-GCM key. Sealed form: version (1 byte), algorithm (1), nonce (12), ciphertext, tag
 * (16): 30 bytes more than the plaintext.
 */
public final class SymmetricKey {
  public static final int BYTES = 32;

  /** What {@link #seal} adds to the plaintext. */
  public static final int OVERHEAD = Header.PLAIN + 12 + 16;

  private final byte[] key;
  private final Aead aead;

  private SymmetricKey(byte[] key) {
    this.key = key;
    try {
      this.aead = new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static SymmetricKey random() {
    return new SymmetricKey(Primitives.random(BYTES));
  }

  /**
   * A key from its raw bytes, which are copied.
   *
   * @throws IllegalArgumentException unless 32 bytes
   */
  public static SymmetricKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    return new SymmetricKey(bytes.clone());
  }

  /** HKDF-SHA256 (RFC 5869) with {@code label} as info. */
  public SymmetricKey derive(String label) {
    return new SymmetricKey(Primitives.hkdf(key, label.getBytes(UTF_8), BYTES));
  }

  /** HMAC-SHA256 (RFC 2104), 32 bytes, under a key derived for this use alone. */
  public byte[] mac(byte[] message) {
    return Primitives.hmac(Primitives.hkdf(key, "anxinbao mac".getBytes(UTF_8), BYTES), message);
  }

  /** AES-256-GCM under a random nonce, bound to its place. */
  public byte[] seal(byte[] plaintext, Context where) {
    return seal(Header.of(Algorithm.AES_256_GCM), plaintext, where);
  }

  /**
   * Opens what {@link #seal} made for this place.
   *
   * @throws SealBroken if it does not open here
   */
  public byte[] open(byte[] sealed, Context where) {
    return open(Header.take(sealed, Algorithm.AES_256_GCM, Header.PLAIN), sealed, where);
  }

  /** The header goes first and is authenticated, with the place. */
  byte[] seal(byte[] header, byte[] plaintext, Context where) {
    try {
      return Primitives.concat(
          header, aead.encrypt(plaintext, Primitives.concat(header, where.bytes())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] open(byte[] header, byte[] sealed, Context where) {
    try {
      return aead.decrypt(
          Arrays.copyOfRange(sealed, header.length, sealed.length),
          Primitives.concat(header, where.bytes()));
    } catch (GeneralSecurityException _) {
      throw new SealBroken();
    }
  }

  /** A copy of the raw key, for wrapping only. */
  public byte[] bytes() {
    return key.clone();
  }

  @Override
  public String toString() {
    return "SymmetricKey";
  }
}
