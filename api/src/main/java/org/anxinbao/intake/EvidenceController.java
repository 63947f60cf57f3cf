package org.anxinbao.intake;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.anxinbao.access.Permit;
import org.anxinbao.casework.EvidenceContent;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Language;
import org.anxinbao.web.Notices;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files on their way in. Neither the file's name nor its declared type is looked at. */
@RestController
@RequestMapping("/api/v1/mailbox/evidence")
class EvidenceController {
  private static final String FIELD = "file";

  private final UploadService uploads;

  EvidenceController(UploadService uploads) {
    this.uploads = uploads;
  }

  /** One file, streamed in the multipart field {@code file}. */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
              schema = @Schema(implementation = Upload.class)))
  Mono<Uploaded> upload(
      Receipt receipt,
      Optional<Permit> permit,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @RequestBody Flux<PartEvent> parts) {
    var language = Language.of(headers);
    return uploads
        .admitted(receipt, permit)
        .then(
            parts
                .windowUntil(PartEvent::isLast)
                .concatMap(
                    part ->
                        part.switchOnFirst(
                            (first, events) -> take(receipt, language, first.get(), events)))
                .collectList()
                .flatMap(stored -> onlyOne(receipt, stored)))
        .switchIfEmpty(
            Mono.error(() -> Problem.field(ProblemType.INVALID_REQUEST, "/" + FIELD, "required")));
  }

  /** Until it belongs to a tip. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(Receipt receipt, @PathVariable UUID id) {
    return uploads.remove(receipt, id);
  }

  private Flux<Uploaded> take(
      Receipt receipt, Language language, @Nullable PartEvent first, Flux<PartEvent> events) {
    if (first instanceof FilePartEvent file && FIELD.equals(file.name())) {
      return uploads.store(receipt, language, events.map(EvidenceController::bytes)).flux();
    }
    return events.thenMany(Flux.empty());
  }

  private Mono<Uploaded> onlyOne(Receipt receipt, List<Uploaded> stored) {
    if (stored.size() < 2) {
      return Mono.justOrEmpty(stored.stream().findFirst());
    }
    return Flux.fromIterable(stored)
        .concatMap(file -> uploads.remove(receipt, file.id()))
        .then(
            Mono.error(() -> Problem.field(ProblemType.INVALID_REQUEST, "/" + FIELD, "too-many")));
  }

  private static ByteBuffer bytes(PartEvent event) {
    var bytes = new byte[event.content().readableByteCount()];
    event.content().read(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** For the API's description. */
  record Upload(@Schema(type = "string", format = "binary") String file) {}

  /**
   * @param bytes of the cleaned file
   * @param removed what was taken out of it, as codes
   * @param notice what the reporter should know of it: that a voice identifies
   */
  record Uploaded(
      UUID id, String mediaType, long bytes, List<String> removed, @Nullable String notice) {
    static Uploaded of(UUID id, EvidenceContent content, Language language) {
      var mediaType = content.mediaType();
      var sound = mediaType.startsWith("audio/") || mediaType.startsWith("video/");
      return new Uploaded(
          id,
          mediaType,
          content.bytes(),
          content.removed(),
          sound ? Notices.voice(language) : null);
    }
  }
}
