package org.anxinbao.seal;

import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.conscrypt.Conscrypt;

/** The libraries' primitives, registered once. Nothing here is written by hand. */
final class Primitives {
  private Primitives() {}

  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 9180 with the X-Wing KEM: closed to a later quantum computer too. */
  static final HpkeParameters HPKE;

  static {
    // Last in the list: only Tink asks for it by name, TLS keeps the platform's provider.
    Security.addProvider(Conscrypt.newProvider());
    try {
      AeadConfig.register();
      HybridConfig.register();
      HPKE =
          HpkeParameters.builder()
              .setVariant(HpkeParameters.Variant.NO_PREFIX)
              .setKemId(HpkeParameters.KemId.X_WING)
              .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
              .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
              .build();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static SecureRandom random() {
    return RANDOM;
  }

  /** HKDF-SHA256 (RFC 5869) without salt: what goes in is uniform, or Argon2id's output. */
  static byte[] hkdf(byte[] input, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(HKDFParameterSpec.ofExtract().addIKM(input).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
