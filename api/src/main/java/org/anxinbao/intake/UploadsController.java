package org.anxinbao.intake;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.access.Permit;
import org.anxinbao.intake.EvidenceController.Uploaded;
import org.anxinbao.seal.Receipt;
import org.anxinbao.web.Language;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files in parts, for networks that break: what came stays for a day, the rest is sent later. */
@RestController
@RequestMapping("/api/v1/mailbox/uploads")
class UploadsController {
  private final UploadService admission;
  private final PartedUploads uploads;
  private final UploadCompletion completion;

  UploadsController(UploadService admission, PartedUploads uploads, UploadCompletion completion) {
    this.admission = admission;
    this.uploads = uploads;
    this.completion = completion;
  }

  /** Announces a file of so many bytes. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Mono<UploadProgress> begin(
      Receipt receipt, Optional<Permit> permit, @RequestBody NewUpload upload) {
    return admission
        .admitted(receipt, permit)
        .then(Mono.defer(() -> uploads.begin(receipt, upload.bytes())));
  }

  @GetMapping("/{id}")
  Mono<UploadProgress> missing(Receipt receipt, Optional<Permit> permit, @PathVariable UUID id) {
    return admission
        .admitted(receipt, permit)
        .then(Mono.defer(() -> uploads.progress(receipt, id)));
  }

  /** The part that begins there, whole; in any order, and again if the answer was lost. */
  @PutMapping(path = "/{id}/parts/{offset}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  Mono<Void> putPart(
      Receipt receipt,
      Optional<Permit> permit,
      @PathVariable UUID id,
      @PathVariable long offset,
      @RequestHeader HttpHeaders headers,
      @RequestBody Flux<DataBuffer> part) {
    var bytes = part.map(UploadsController::copied);
    return admission
        .admitted(receipt, permit)
        .then(
            Mono.defer(() -> uploads.put(receipt, id, offset, headers.getContentLength(), bytes)));
  }

  /** Puts the parts together and cleans the file; 409 says what is missing. */
  @PostMapping("/{id}/completion")
  @ApiResponse(responseCode = "201", description = "Complete", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "200", description = "Complete before", useReturnTypeSchema = true)
  Mono<ResponseEntity<Uploaded>> complete(
      Receipt receipt,
      Optional<Permit> permit,
      @PathVariable UUID id,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
    return admission
        .admitted(receipt, permit)
        .then(Mono.defer(() -> completion.complete(receipt, id)))
        .map(
            completed ->
                ResponseEntity.status(completed.now() ? HttpStatus.CREATED : HttpStatus.OK)
                    .body(Uploaded.of(id, completed.content(), Language.of(headers))));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> cancel(Receipt receipt, @PathVariable UUID id) {
    return uploads.remove(receipt, id);
  }

  private static ByteBuffer copied(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return ByteBuffer.wrap(bytes);
  }

  /**
   * @param bytes of the file as it will come
   */
  record NewUpload(long bytes) {}

  /**
   * @param partBytes of every part but the last, which is what remains
   * @param missing where the parts begin that have not come yet
   */
  record UploadProgress(UUID id, long bytes, int partBytes, List<Long> missing) {
    static UploadProgress of(UUID id, UploadContent upload, Set<Long> present) {
      return new UploadProgress(
          id, upload.bytes(), UploadContent.PART_BYTES, upload.missing(present));
    }
  }
}
