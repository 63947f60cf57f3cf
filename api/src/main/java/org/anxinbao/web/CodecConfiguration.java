package org.anxinbao.web;

import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.core.codec.CharSequenceEncoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.DataBufferEncoder;
import org.springframework.core.codec.StringDecoder;
import org.springframework.http.MediaType;
import org.springframework.http.codec.CodecConfigurer;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.ResourceHttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.codec.multipart.DefaultPartHttpMessageReader;
import org.springframework.http.codec.multipart.MultipartHttpMessageReader;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server reads and writes: JSON in one strict way, text, bytes, and parts. No more: with
 * Spring's defaults a library on the class path adds XML, CBOR or forms.
 */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  CodecCustomizer onlyOurs(JsonMapper json) {
    return codecs -> {
      if (codecs instanceof ServerCodecConfigurer) {
        codecs.registerDefaults(false);
        addReaders(codecs.customCodecs(), json);
        addWriters(codecs.customCodecs(), json);
      }
    };
  }

  private static void addReaders(CodecConfigurer.CustomCodecs codecs, JsonMapper json) {
    var strict = new StrictJsonDecoder(json);
    strict.setMaxInMemorySize(BodyLimit.BYTES);
    var bytes = new ByteArrayDecoder();
    bytes.setMaxInMemorySize(BodyLimit.BYTES);
    var text = StringDecoder.textPlainOnly();
    text.setMaxInMemorySize(BodyLimit.BYTES);
    codecs.register(bytes);
    codecs.register(new DataBufferDecoder());
    codecs.register(text);
    codecs.register(strict);
    codecs.register(new OnHeap<>(partEvents()));
    var parts = new OnHeap<>(inMemoryParts());
    codecs.register(parts);
    codecs.register(new MultipartHttpMessageReader(parts));
  }

  private static void addWriters(CodecConfigurer.CustomCodecs codecs, JsonMapper json) {
    codecs.register(new ByteArrayEncoder());
    codecs.register(new DataBufferEncoder());
    codecs.register(new ResourceHttpMessageWriter());
    codecs.register(new EncoderHttpMessageWriter<>(CharSequenceEncoder.allMimeTypes()));
    codecs.register(
        new JacksonJsonEncoder(
            json, MediaType.APPLICATION_JSON, new MediaType("application", "*+json")));
  }

  /** For uploads: a part streams by, and is never held whole. */
  private static PartEventHttpMessageReader partEvents() {
    var events = new PartEventHttpMessageReader();
    events.setMaxInMemorySize(BodyLimit.BYTES);
    events.setMaxParts(16);
    return events;
  }

  /** For small forms; Spring's reader would otherwise spool larger parts to the disk in clear. */
  private static DefaultPartHttpMessageReader inMemoryParts() {
    var parts = new DefaultPartHttpMessageReader();
    parts.setMaxInMemorySize(BodyLimit.BYTES);
    parts.setMaxDiskUsagePerPart(0);
    parts.setMaxParts(16);
    return parts;
  }
}
