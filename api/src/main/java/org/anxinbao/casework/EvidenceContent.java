package org.anxinbao.casework;

import java.util.List;
import java.util.UUID;
import org.anxinbao.seal.Context;
import org.anxinbao.storage.Stored;

/**
 * What is sealed about a file: under the receipt's key until it belongs to a tip, under the tip's
 * key then.
 *
 * @param key of the object's stream
 * @param bytes of the cleaned file
 * @param previewBytes of the small JPEG behind it in the same object; 0 if there is none
 * @param removed what the cleaner took out
 */
public record EvidenceContent(
    byte[] key, String mediaType, long bytes, int previewBytes, List<String> removed) {
  public static EvidenceContent of(Stored stored) {
    return new EvidenceContent(
        stored.key(), stored.mediaType(), stored.bytes(), stored.previewBytes(), stored.removed());
  }

  /** A part of the object's content. */
  record Part(String mediaType, long from, long bytes) {}

  Part file() {
    return new Part(mediaType, 0, bytes);
  }

  Part preview() {
    return new Part("image/jpeg", bytes, previewBytes);
  }

  @Override
  public String toString() {
    return "EvidenceContent";
  }

  /** The field of a tip under whose key the file with this id is sealed. */
  public static String field(UUID id) {
    return "evidence " + id;
  }

  /** Where it is sealed before it belongs to a tip. */
  public static Context upload(UUID id) {
    return new Context("evidence", id.toString(), "upload", 0);
  }
}
