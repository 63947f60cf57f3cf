package org.anxinbao.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** An object as a channel: reads on are one download, a jump is a new one. Blocking. */
final class ObjectChannel implements SeekableByteChannel {
  private final ObjectStore store;
  private final String name;
  private final long size;
  private final byte[] buffer = new byte[8 << 10];
  private @Nullable InputStream download;
  private long position;
  private boolean open = true;

  ObjectChannel(ObjectStore store, String name) {
    this.store = store;
    this.name = name;
    size = store.size(name);
  }

  @Override
  public int read(ByteBuffer to) {
    if (position >= size) {
      return -1;
    }
    try {
      if (download == null) {
        download = store.download(name, position);
      }
      int count = download.read(buffer, 0, Math.min(buffer.length, to.remaining()));
      if (count < 0) {
        throw new IOException("cut short");
      }
      to.put(buffer, 0, count);
      position += count;
      return count;
    } catch (IOException e) {
      throw new StoreUnavailable(e);
    }
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition != position) {
      close();
      open = true;
      position = newPosition;
    }
    return this;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    if (download != null) {
      try {
        download.close();
      } catch (IOException ignored) {
        // the download is over either way
      }
      download = null;
    }
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
