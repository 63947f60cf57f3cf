package org.anxinbao.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.HttpMessageReader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a body that has been copied out of Netty's memory as it came. The queues of a multipart
 * parser and of the operators behind it lose buffers, or release them twice, when the client goes
 * away and the cancellation meets the next buffer on another thread; these are the garbage
 * collector's.
 */
record OnHeap<T>(HttpMessageReader<T> reader) implements HttpMessageReader<T> {
  @Override
  public List<MediaType> getReadableMediaTypes() {
    return reader.getReadableMediaTypes();
  }

  @Override
  public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
    return reader.canRead(type, mediaType);
  }

  @Override
  public Flux<T> read(
      ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
    return reader.read(type, new Copied(message), hints);
  }

  @Override
  public Mono<T> readMono(
      ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
    return reader.readMono(type, new Copied(message), hints);
  }

  private record Copied(ReactiveHttpInputMessage message) implements ReactiveHttpInputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return message.getHeaders();
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return message.getBody().map(Copied::copy);
    }

    private static DataBuffer copy(DataBuffer buffer) {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      DataBufferUtils.release(buffer);
      return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
  }
}
