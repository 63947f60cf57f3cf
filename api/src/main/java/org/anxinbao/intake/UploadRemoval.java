package org.anxinbao.intake;

import java.util.UUID;
import org.anxinbao.casework.EvidenceRepository;
import org.anxinbao.storage.EvidenceStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the parts of files away: each object before its row. Begins again where it was stopped. */
@Component
class UploadRemoval {
  private static final int AT_ONCE = 8;

  private final PartRepository parts;
  private final EvidenceRepository files;
  private final EvidenceStore store;
  private final TransactionalOperator transaction;

  UploadRemoval(
      PartRepository parts,
      EvidenceRepository files,
      EvidenceStore store,
      TransactionalOperator transaction) {
    this.parts = parts;
    this.files = files;
    this.store = store;
    this.transaction = transaction;
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
    return store.delete(object).then(parts.remove(object)).then();
  }

  /**
   * An object whose storing failed, perhaps after the database had taken it all the same: without a
   * row among the parts it may be a file by now, and stays.
   */
  Mono<Void> undo(String object) {
    return parts
        .remove(object)
        .filter(noted -> noted)
        .flatMap(noted -> store.delete(object))
        .as(transaction::transactional)
        .onErrorComplete();
  }

  /** An upload that will not come to its end; what cannot be removed now is left to the sweep. */
  Mono<Void> discard(UUID id) {
    return files.disown(id).then(parts(id).then(files.removeUnfinished(id)).onErrorComplete());
  }
}
