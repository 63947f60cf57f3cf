package org.anxinbao.intake;

import java.util.UUID;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.storage.EvidenceStore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the parts of files away: each object before its row. Begins again where it was stopped. */
@Component
class UploadRemoval {
  private static final int AT_ONCE = 8;

  private final PartRepository parts;
  private final EvidenceRepository files;
  private final EvidenceStore store;

  UploadRemoval(PartRepository parts, EvidenceRepository files, EvidenceStore store) {
    this.parts = parts;
    this.files = files;
    this.store = store;
  }

  /** All objects of an upload but the finished file, if there is an upload of this id. */
  Mono<Void> parts(UUID id) {
    return parts
        .objects(id)
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .flatMap(this::object, AT_ONCE)
        .then(parts.end(id));
  }

  Mono<Void> object(String object) {
    return store.delete(object).then(parts.remove(object));
  }

  /** An upload that will not come to its end; what cannot be removed now is left to the sweep. */
  Mono<Void> discard(UUID id) {
    return files.disown(id).then(parts(id).then(files.removeUnfinished(id)).onErrorComplete());
  }
}
