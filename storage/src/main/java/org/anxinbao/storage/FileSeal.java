package org.anxinbao.storage;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * The form of a sealed file: one byte version, one byte algorithm, then Tink's AES-256-GCM-HKDF
 * streaming in segments of 64 KiB, with both bytes and the object's name as associated data.
 * Inside: eight bytes length, the file, zeros up to a {@link Padme} length.
 */
final class FileSeal {
  static final int SEGMENT = 64 << 10;
  static final int PREFIX = 2;
  static final int LENGTH = Long.BYTES;

  private static final byte VERSION = 1;
  private static final byte AES256_GCM_HKDF_64K = 1;
  private static final int KEY = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private FileSeal() {}

  static byte[] newKey() {
    byte[] key = new byte[KEY];
    RANDOM.nextBytes(key);
    return key;
  }

  static AesGcmHkdfStreaming cipher(byte[] key, int offset) {
    try {
      return new AesGcmHkdfStreaming(key, "HMACSHA256", KEY, SEGMENT, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a file key");
    }
  }

  static byte[] prefix() {
    return new byte[] {VERSION, AES256_GCM_HKDF_64K};
  }

  static byte[] associatedData(String objectName) {
    byte[] name = objectName.getBytes(StandardCharsets.UTF_8);
    byte[] data = new byte[PREFIX + name.length];
    System.arraycopy(prefix(), 0, data, 0, PREFIX);
    System.arraycopy(name, 0, data, PREFIX, name.length);
    return data;
  }

  /** Length of the sealed file. */
  static long sealedSize(long length) {
    return cipher(new byte[KEY], PREFIX).expectedCiphertextSize(Padme.padded(LENGTH + length));
  }

  /** The sealed file, made while it is read. */
  static InputStream seal(InputStream file, long length, String objectName, byte[] key)
      throws IOException {
    return new SealingStream(file, length, cipher(key, PREFIX), associatedData(objectName));
  }
}
