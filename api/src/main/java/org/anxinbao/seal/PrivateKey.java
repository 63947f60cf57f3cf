package org.anxinbao.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.anxinbao.seal.Header.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * The private half of an X-Wing key pair; knows its public half. Packed for wrapping as the 32-byte
 * seed and the 1,216 public bytes.
 */
public final class PrivateKey {
  private static final int SEED = 32;
  private static final int PACKED = SEED + PublicKey.BYTES;

  private final HpkePrivateKey key;
  private final PublicKey publicKey;

  /** Made when it is first needed: a reporter's new key opens nothing. */
  private volatile @Nullable HybridDecrypt hybrid;

  private PrivateKey(HpkePrivateKey key, PublicKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  public static PrivateKey generate() {
    try {
      HpkePrivateKey key =
          (HpkePrivateKey)
              KeysetHandle.newBuilder()
                  .addEntry(
                      KeysetHandle.generateEntryFromParameters(Primitives.HPKE)
                          .withRandomId()
                          .makePrimary())
                  .build()
                  .getPrimary()
                  .getKey();
      return new PrivateKey(key, new PublicKey(key.getPublicKey()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Opens what {@link PublicKey#seal} made for this key and place.
   *
   * @throws SealBroken if it does not open here
   */
  public byte[] open(byte[] sealed, Context where) {
    byte[] header = Header.take(sealed, Algorithm.HPKE_XWING, Header.PLAIN);
    try {
      return hybrid()
          .decrypt(
              Arrays.copyOfRange(sealed, header.length, sealed.length),
              Primitives.concat(header, where.bytes()));
    } catch (GeneralSecurityException _) {
      throw new SealBroken();
    }
  }

  private HybridDecrypt hybrid() throws GeneralSecurityException {
    HybridDecrypt made = hybrid;
    if (made == null) {
      made =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
              .build()
              .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
      hybrid = made;
    }
    return made;
  }

  /** Wrapped under a symmetric key, bound to its place: 1,278 bytes. */
  public byte[] wrap(SymmetricKey key, Context where) {
    return key.seal(packed(), where);
  }

  /**
   * Opens what {@link #wrap} made.
   *
   * @throws SealBroken if it does not open here
   */
  public static PrivateKey unwrap(byte[] wrapped, SymmetricKey key, Context where) {
    return unpacked(key.open(wrapped, where));
  }

  /** Sealed to another key pair: an organisation's key to a member. */
  public byte[] sealTo(PublicKey to, Context where) {
    return to.seal(packed(), where);
  }

  /**
   * Opens what {@link #sealTo} made.
   *
   * @throws SealBroken if it does not open here
   */
  public static PrivateKey openWith(PrivateKey key, byte[] sealed, Context where) {
    return unpacked(key.open(sealed, where));
  }

  /** The 32 bytes that are the secret. */
  @AccessesPartialKey
  byte[] seed() {
    return key.getPrivateKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
  }

  /**
   * The halves are put together without a look whether they fit.
   *
   * @throws SealBroken if they cannot be halves of any key
   */
  @AccessesPartialKey
  static PrivateKey of(byte[] seed, PublicKey publicKey) {
    try {
      SecretBytes secret = SecretBytes.copyFrom(seed, InsecureSecretKeyAccess.get());
      return new PrivateKey(HpkePrivateKey.create(publicKey.key(), secret), publicKey);
    } catch (GeneralSecurityException _) {
      throw new SealBroken();
    }
  }

  private byte[] packed() {
    return Primitives.concat(seed(), publicKey.bytes());
  }

  private static PrivateKey unpacked(byte[] packed) {
    if (packed.length != PACKED) {
      throw new SealBroken();
    }
    PublicKey publicKey = PublicKey.of(Arrays.copyOfRange(packed, SEED, PACKED));
    return of(Arrays.copyOf(packed, SEED), publicKey);
  }

  @Override
  public String toString() {
    return "PrivateKey";
  }
}
