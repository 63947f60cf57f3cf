package org.anxinbao.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.anxinbao.casework.EvidenceContent;
import org.anxinbao.casework.ReporterEvidence.Waiting;
import org.anxinbao.casework.Submission;
import org.anxinbao.seal.DataKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data keys of a new tip: of its first epoch, and one for the files that are withheld, if there
 * are any.
 *
 * @param withheld ids of files
 */
record TipDataKeys(Set<UUID> withheld, Map<Integer, DataKey> byEpoch) {
  static final int FIRST = 0;

  /** An epoch whose key an enterprise is never given. */
  static final int WITHHELD = 1;

  static TipDataKeys random(Collection<UUID> withheld) {
    var keys = new TreeMap<Integer, DataKey>(Map.of(FIRST, DataKey.random()));
    if (!withheld.isEmpty()) {
      keys.put(WITHHELD, DataKey.random());
    }
    return new TipDataKeys(Set.copyOf(withheld), keys);
  }

  DataKey first() {
    return key(FIRST);
  }

  /** What opens each file, moved from under the receipt's key to one of these. */
  List<Submission.Binding> bind(List<Waiting> files, UUID tip, JsonMapper json) {
    return files.stream()
        .map(
            file -> {
              int epoch = withheld.contains(file.id()) ? WITHHELD : FIRST;
              var content = json.writeValueAsBytes(file.content());
              var field = EvidenceContent.field(file.id());
              return new Submission.Binding(
                  file.id(), epoch, key(epoch).seal(content, tip, field, 0));
            })
        .toList();
  }

  private DataKey key(int epoch) {
    var key = byEpoch.get(epoch);
    if (key == null) {
      throw new IllegalStateException("no key for epoch " + epoch);
    }
    return key;
  }
}
