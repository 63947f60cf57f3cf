package org.anxinbao.casework;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Trail;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.Padding;
import org.anxinbao.seal.Receipt;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.web.Problem;
import org.anxinbao.web.Problem.FieldError;
import org.anxinbao.web.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Files that wait in a mailbox under the receipt's key, to be moved under a tip's. */
@Component
public class ReporterEvidence {
  private final EvidenceRepository files;
  private final Keyring keyring;
  private final Trail trail;
  private final JsonMapper json;

  ReporterEvidence(EvidenceRepository files, Keyring keyring, Trail trail, JsonMapper json) {
    this.trail = trail;
    this.files = files;
    this.keyring = keyring;
    this.json = json;
  }

  /** A file that waits, and what is known of it. */
  public record Waiting(UUID id, EvidenceContent content) {}

  /** Sealed for the time until it belongs to a tip. */
  public byte[] seal(UUID id, EvidenceContent content, Receipt receipt, YearMonth month) {
    var where = EvidenceContent.upload(id);
    var inner = receipt.wrappingKey().seal(Padding.pad(json.writeValueAsBytes(content)), where);
    return keyring.sealMonth(inner, month, where);
  }

  /**
   * The files in the order asked for, or a 422 that points at each one that is not this mailbox's.
   */
  public Mono<List<Waiting>> open(Receipt receipt, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Mono.just(List.of());
    }
    return files
        .uploads(receipt.mailbox().hash(), ids)
        .collectList()
        .map(
            found -> {
              refuseUnknown(ids, found);
              return found.stream()
                  .map(file -> waiting(file, receipt))
                  .sorted(comparingInt(file -> ids.indexOf(file.id())))
                  .toList();
            })
        .onErrorResume(
            SealBroken.class,
            _ ->
                trail
                    .appendAlone(Entry.byReporter("OPEN_EVIDENCE", null).failed("SEAL_BROKEN"))
                    .then(Mono.error(() -> Problem.of(ProblemType.DAMAGED_RECORD))));
  }

  private static void refuseUnknown(List<UUID> ids, List<EvidenceRepository.File> found) {
    var known = found.stream().map(EvidenceRepository.File::id).collect(toSet());
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < ids.size(); i++) {
      if (!known.contains(ids.get(i))) {
        errors.add(new FieldError("/evidence/" + i, "unknown-evidence"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.of(ProblemType.UNPROCESSABLE, errors);
    }
  }

  Mono<Void> bind(OpenTip open, Receipt receipt, List<UUID> ids) {
    return open(receipt, ids)
        .flatMapMany(Flux::fromIterable)
        .concatMap(
            file ->
                files.bind(
                    file.id(),
                    receipt.mailbox().hash(),
                    open.id(),
                    open.tip().counters().epoch(),
                    open.seal(file.content(), EvidenceContent.field(file.id()), 0)))
        .all(bound -> bound)
        .flatMap(
            all ->
                all
                    ? Mono.empty()
                    : Mono.error(
                        Problem.field(ProblemType.UNPROCESSABLE, "/evidence", "unknown-evidence")));
  }

  private Waiting waiting(EvidenceRepository.File file, Receipt receipt) {
    var sealed = file.sealed();
    if (sealed == null) {
      throw new SealBroken();
    }
    var where = EvidenceContent.upload(file.id());
    var bytes = receipt.wrappingKey().open(keyring.openMonth(sealed, where), where);
    return new Waiting(file.id(), json.readValue(Padding.unpad(bytes), EvidenceContent.class));
  }
}
