package org.anxinbao.storage;

import com.google.crypto.tink.StreamingAead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;

/** Turns Tink's pushing cipher into a stream to be pulled, one segment at a time. */
final class SealingStream extends InputStream {
  private final InputStream file;
  private final ByteArrayOutputStream pushed = new ByteArrayOutputStream();
  private final OutputStream cipher;
  private final byte[] plain = new byte[FileSeal.SEGMENT];
  private long fileLeft;
  private long paddingLeft;
  private ByteBuffer ready;
  private boolean sealed;

  SealingStream(InputStream file, long length, StreamingAead aead, byte[] associatedData)
      throws IOException {
    this.file = file;
    fileLeft = length;
    paddingLeft = Padme.padded(FileSeal.LENGTH + length) - FileSeal.LENGTH - length;
    pushed.writeBytes(FileSeal.prefix());
    try {
      cipher = aead.newEncryptingStream(pushed, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    cipher.write(ByteBuffer.allocate(FileSeal.LENGTH).putLong(length).array());
    ready = ByteBuffer.wrap(new byte[0]);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    while (!ready.hasRemaining()) {
      if (sealed) {
        return -1;
      }
      push();
      ready = ByteBuffer.wrap(pushed.toByteArray());
      pushed.reset();
    }
    int count = Math.min(length, ready.remaining());
    ready.get(to, offset, count);
    return count;
  }

  private void push() throws IOException {
    if (fileLeft > 0) {
      int count = file.readNBytes(plain, 0, (int) Math.min(plain.length, fileLeft));
      if (count == 0) {
        throw new IOException("shorter than announced");
      }
      cipher.write(plain, 0, count);
      fileLeft -= count;
    } else if (paddingLeft > 0) {
      int count = (int) Math.min(plain.length, paddingLeft);
      Arrays.fill(plain, 0, count, (byte) 0);
      cipher.write(plain, 0, count);
      paddingLeft -= count;
    } else {
      cipher.close();
      sealed = true;
    }
  }
}
