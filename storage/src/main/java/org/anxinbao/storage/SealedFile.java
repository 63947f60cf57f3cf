package org.anxinbao.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A sealed file being opened. Hands out only what has been authenticated. Blocking. */
final class SealedFile implements AutoCloseable {
  private static final int TAG = 16;

  private final SeekableByteChannel object;
  private final SeekableByteChannel plain;
  private long left;

  /** Takes the channel over: closes it also if it does not open. */
  SealedFile(SeekableByteChannel object, String objectName, byte[] key, Range range) {
    this.object = object;
    try {
      var cipher = FileSeal.cipher(key, FileSeal.PREFIX);
      ByteBuffer prefix = ByteBuffer.allocate(FileSeal.PREFIX);
      // Tink does not expect a ciphertext shorter than its header
      if (object.size() < cipher.getCiphertextOffset() + FileSeal.LENGTH + TAG
          || !fill(object, prefix)
          || !prefix.flip().equals(ByteBuffer.wrap(FileSeal.prefix()))) {
        throw new Tampered();
      }
      plain = cipher.newSeekableDecryptingChannel(object, FileSeal.associatedData(objectName));
      ByteBuffer head = ByteBuffer.allocate(FileSeal.LENGTH);
      if (!fill(plain, head)) {
        throw new Tampered();
      }
      long length = head.getLong(0);
      if (length < 0 || length > plain.size() - FileSeal.LENGTH) {
        throw new Tampered();
      }
      long from = Math.min(range.from(), length);
      left = Math.min(range.to(), length - 1) - from + 1;
      plain.position(FileSeal.LENGTH + from);
    } catch (IOException | GeneralSecurityException e) {
      close();
      throw new Tampered();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The next at most 64 KiB, or null at the end. */
  @Nullable ByteBuffer next() {
    if (left <= 0) {
      return null;
    }
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(FileSeal.SEGMENT, left));
    try {
      if (!fill(plain, chunk)) {
        throw new Tampered();
      }
    } catch (IOException e) {
      throw new Tampered();
    }
    left -= chunk.position();
    return chunk.flip();
  }

  private static boolean fill(SeekableByteChannel from, ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      if (from.read(to) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      object.close();
    } catch (IOException ignored) {
      // nothing more is read
    }
  }
}
