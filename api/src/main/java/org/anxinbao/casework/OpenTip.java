package org.anxinbao.casework;

import java.util.Map;
import java.util.UUID;
import org.anxinbao.casework.HistoryRepository.Event;
import org.anxinbao.casework.HistoryRepository.Message;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.SealBroken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tip with the data keys that one holder has, for the length of one request.
 *
 * @param keys by epoch
 */
record OpenTip(TipRepository.Sealed row, Map<Integer, DataKey> keys, JsonMapper json) {

  Tip tip() {
    return row.tip();
  }

  UUID id() {
    return row.tip().id();
  }

  TipContent content() {
    return json.readValue(body(), TipContent.class);
  }

  /** The body's bytes as they were acknowledged. */
  byte[] body() {
    return key(0).open(row.body(), id(), TipContent.FIELD, 0);
  }

  MessageContent open(Message message) {
    var bytes =
        key(message.epoch()).open(message.sealed(), id(), MessageContent.FIELD, message.sequence());
    return json.readValue(bytes, MessageContent.class);
  }

  @Nullable EventDetails open(Event event) {
    var sealed = event.sealed();
    if (sealed == null) {
      return null;
    }
    var bytes = key(event.epoch()).open(sealed, id(), EventDetails.FIELD, event.sequence());
    return json.readValue(bytes, EventDetails.class);
  }

  EvidenceContent open(EvidenceRepository.File file) {
    var sealed = file.sealed();
    if (sealed == null) {
      throw new SealBroken();
    }
    var bytes = key(file.epoch()).open(sealed, id(), EvidenceContent.field(file.id()), 0);
    return json.readValue(bytes, EvidenceContent.class);
  }

  /** Seals under the key of the tip's present epoch. */
  byte[] seal(Object content, String field, long sequence) {
    return key(tip().counters().epoch())
        .seal(json.writeValueAsBytes(content), id(), field, sequence);
  }

  OpenTip with(Tip next) {
    return new OpenTip(
        new TipRepository.Sealed(next, row.body(), row.excluded(), row.identity(), row.custodian()),
        keys,
        json);
  }

  boolean canRead(int epoch) {
    return keys.containsKey(epoch);
  }

  DataKey key(int epoch) {
    var key = keys.get(epoch);
    if (key == null) {
      throw new SealBroken();
    }
    return key;
  }
}
