package org.anxinbao.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What never reaches our filters (a request line or header that is no HTTP, a path that is no URI)
 * is answered by the server with an empty refusal; here it gets its problem and its headers.
 */
final class LastResort extends ChannelDuplexHandler {
  private record Asked(boolean head, Language language) {}

  private final JsonMapper json;

  /** In the order of the answers (requests may be pipelined). */
  private final Queue<Asked> asked = new ArrayDeque<>();

  LastResort(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      var language = Language.ofHeader(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE));
      asked.add(new Asked(HttpMethod.HEAD.equals(request.method()), language));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var answer = message;
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      var request = asked.poll();
      if (response instanceof FullHttpResponse empty && isBareRefusal(empty)) {
        answer = refusal(empty, request);
        empty.release();
      }
    }
    context.write(answer, promise);
  }

  private static boolean isBareRefusal(FullHttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
        && !response.content().isReadable()
        && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
  }

  private FullHttpResponse refusal(FullHttpResponse empty, @Nullable Asked request) {
    var language = request == null ? Language.ZH : request.language();
    var problem = Problem.of(ProblemType.INVALID_REQUEST);
    var body = json.writeValueAsBytes(ProblemAnswer.body(problem, language));
    var withoutBody = request != null && request.head();
    var answer =
        new DefaultFullHttpResponse(
            empty.protocolVersion(),
            HttpResponseStatus.BAD_REQUEST,
            withoutBody ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    var headers = answer.headers();
    headers.set(empty.headers());
    SecurityHeaders.ALWAYS.forEach(headers::set);
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
    headers.set(HttpHeaderNames.CONTENT_LANGUAGE, language.tag());
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return answer;
  }
}
