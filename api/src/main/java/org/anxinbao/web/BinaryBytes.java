package org.anxinbao.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends a {@code bytea} as it is; the driver's own codec sends hexadecimal text, twice as long.
 * Reading, and null, stay the driver's.
 */
final class BinaryBytes implements Codec<byte[]> {
  @Override
  public boolean canEncode(Object value) {
    return value instanceof byte[];
  }

  @Override
  public EncodedParameter encode(Object value) {
    return encode(value, PostgresqlObjectId.BYTEA.getObjectId());
  }

  @Override
  public EncodedParameter encode(Object value, int type) {
    var bytes = (byte[]) value;
    return new EncodedParameter(
        Format.FORMAT_BINARY, type, Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)));
  }

  @Override
  public boolean canEncodeNull(Class<?> type) {
    return false;
  }

  @Override
  public EncodedParameter encodeNull() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean canDecode(int type, Format format, Class<?> as) {
    return false;
  }

  @Override
  public byte @Nullable [] decode(
      @Nullable ByteBuf buffer, int type, Format format, Class<? extends byte[]> as) {
    throw new UnsupportedOperationException();
  }
}
