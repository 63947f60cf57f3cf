package org.anxinbao.casework;

import static org.anxinbao.web.Role.HANDLER;
import static org.anxinbao.web.Role.REVIEWER;
import static org.anxinbao.web.Role.SAFETY_OFFICER;
import static org.anxinbao.web.Role.SUPERVISOR;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.anxinbao.audit.Entry;
import org.anxinbao.storage.EvidenceStore;
import org.anxinbao.storage.Range;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A tip's files: streamed, as attachments that no browser opens in the product's origin. */
@RestController
class TipEvidenceController {
  private final TipKeys keys;
  private final EvidenceRepository files;
  private final EvidenceStore store;
  private final Attempts attempts;

  TipEvidenceController(
      TipKeys keys, EvidenceRepository files, EvidenceStore store, Attempts attempts) {
    this.attempts = attempts;
    this.keys = keys;
    this.files = files;
    this.store = store;
  }

  @GetMapping("/admin/api/v1/tips/{id}/evidence/{evidenceId}")
  @ApiResponse(
      responseCode = "200",
      description = "The whole file",
      content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "206",
      description = "The range that was asked for",
      content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
  @MayCall({HANDLER, REVIEWER, SUPERVISOR, SAFETY_OFFICER})
  Mono<ResponseEntity<Flux<DataBuffer>>> download(
      Member member,
      @PathVariable UUID id,
      @PathVariable UUID evidenceId,
      @RequestHeader HttpHeaders headers) {
    return answered(member, id, evidenceId, headers, EvidenceContent::file);
  }

  /** A small JPEG of the photograph, of a film's beginning or of a document's first page. */
  @GetMapping("/admin/api/v1/tips/{id}/evidence/{evidenceId}/preview")
  @ApiResponse(
      responseCode = "200",
      description = "A JPEG of at most 480 pixels a side; 404 for sound",
      content =
          @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
  @MayCall({HANDLER, REVIEWER, SUPERVISOR, SAFETY_OFFICER})
  Mono<ResponseEntity<Flux<DataBuffer>>> preview(
      Member member, @PathVariable UUID id, @PathVariable UUID evidenceId) {
    return answered(member, id, evidenceId, HttpHeaders.EMPTY, EvidenceContent::preview);
  }

  private Mono<ResponseEntity<Flux<DataBuffer>>> answered(
      Member member,
      UUID id,
      UUID evidenceId,
      HttpHeaders headers,
      Function<EvidenceContent, EvidenceContent.Part> choice) {
    var entry = Entry.byMember(member, "READ_EVIDENCE", id);
    return attempts.recorded(
        entry,
        keys.open(member, id)
            .flatMap(
                open ->
                    files
                        .ofTip(id)
                        .filter(file -> file.id().equals(evidenceId) && open.canRead(file.epoch()))
                        .next()
                        .map(
                            file -> {
                              var content = open.open(file);
                              return answer(entry, file, content, choice.apply(content), headers);
                            }))
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND))));
  }

  private ResponseEntity<Flux<DataBuffer>> answer(
      Entry entry,
      EvidenceRepository.File file,
      EvidenceContent content,
      EvidenceContent.Part part,
      HttpHeaders headers) {
    if (part.bytes() == 0) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    var range = range(headers, part.bytes());
    long length = range.to() - range.from() + 1;
    boolean whole = length == part.bytes();
    var answer =
        ResponseEntity.status(whole ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
            .contentType(MediaType.parseMediaType(part.mediaType()))
            .contentLength(length)
            .header(HttpHeaders.ACCEPT_RANGES, "bytes")
            .header(HttpHeaders.CONTENT_DISPOSITION, attachment(file.id(), part.mediaType()))
            .header("Content-Security-Policy", "default-src 'none'; sandbox");
    if (!whole) {
      answer.header(
          HttpHeaders.CONTENT_RANGE,
          "bytes %d-%d/%d".formatted(range.from(), range.to(), part.bytes()));
    }
    return answer.body(
        store
            .open(file.object(), content.key(), range.after(part.from()))
            .<DataBuffer>map(DefaultDataBufferFactory.sharedInstance::wrap)
            .onErrorResume(
                StorageProblem.class,
                broken -> attempts.recorded(entry, Mono.error(EvidenceProblems.of(broken)))));
  }

  /**
   * One range is honoured (RFC 9110 §14); several are answered with the whole, an impossible one
   * with 416.
   */
  private static Range range(HttpHeaders headers, long bytes) {
    var whole = new Range(0, bytes - 1);
    List<HttpRange> asked;
    try {
      asked = headers.getRange();
    } catch (IllegalArgumentException malformed) {
      return whole;
    }
    if (asked.size() != 1) {
      return whole;
    }
    var from = asked.getFirst().getRangeStart(bytes);
    var to = asked.getFirst().getRangeEnd(bytes);
    if (from > to || from >= bytes) {
      throw Problem.of(ProblemType.RANGE_NOT_SATISFIABLE);
    }
    return new Range(from, to);
  }

  private static String attachment(UUID id, String mediaType) {
    var extension = MediaType.parseMediaType(mediaType).getSubtype();
    return ContentDisposition.attachment().filename(id + "." + extension).build().toString();
  }
}
