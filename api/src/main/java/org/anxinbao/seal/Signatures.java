package org.anxinbao.seal;

import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;

/** Ed25519 (RFC 8032): public keys 32 bytes, signatures 64, both raw. */
public final class Signatures {
  private final byte[] publicKey;
  private final PublicKeySign sign;

  /** From the 32-byte seed. */
  Signatures(byte[] seed) {
    try {
      this.publicKey = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
      this.sign = new Ed25519Sign(seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] statement) {
    try {
      return sign.sign(statement);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /** True if the signature is this key's on this statement; false for anything else. */
  public static boolean verify(byte[] publicKey, byte[] statement, byte[] signature) {
    try {
      new Ed25519Verify(publicKey).verify(signature, statement);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "Signatures";
  }
}
