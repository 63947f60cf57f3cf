package org.anxinbao.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a body in three steps, each with faults of its own: bytes that are UTF-8 (RFC 8259 §8.1, no
 * byte order mark), a document that is JSON, values that fit the type.
 */
final class StrictJsonDecoder extends JacksonJsonDecoder {
  private final JsonMapper json;

  StrictJsonDecoder(JsonMapper json) {
    super(json, MediaType.APPLICATION_JSON);
    this.json = json;
  }

  @Override
  public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
    var charset = mimeType == null ? null : mimeType.getCharset();
    return (charset == null || charset.equals(StandardCharsets.UTF_8))
        && super.canDecode(type, mimeType);
  }

  @Override
  public Flux<Object> decode(
      Publisher<DataBuffer> input,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    return decodeToMono(input, type, mimeType, hints).flux();
  }

  @Override
  public Object decode(
      DataBuffer buffer,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return read(bytes, getJavaType(type.getType(), null));
  }

  private Object read(byte[] bytes, JavaType type) {
    var tree = tree(text(bytes), type);
    var strings = new JsonStrings();
    var cleaned = strings.clean(tree);
    @Nullable Object value;
    try {
      value = json.readerFor(type).readValue(cleaned);
    } catch (InvalidDefinitionException ours) {
      throw ours;
    } catch (JacksonException fault) {
      throw JsonFaults.of(fault, cleaned);
    }
    if (value == null) {
      throw Problem.field(ProblemType.INVALID_REQUEST, "", "required");
    }
    // Now every name on the way to a string is one that the contract knows.
    if (!strings.faults().isEmpty()) {
      throw Problem.of(ProblemType.INVALID_REQUEST, strings.faults());
    }
    return value;
  }

  private JsonNode tree(String text, JavaType type) {
    try {
      var tree = json.readTree(text);
      if (tree.isMissingNode()) {
        throw Problem.field(ProblemType.INVALID_REQUEST, "", "required");
      }
      return tree;
    } catch (JacksonException fault) {
      throw JsonFaults.ofDocument(fault, type, json);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Problem.field(ProblemType.INVALID_REQUEST, "", "not-utf-8");
    }
  }
}
