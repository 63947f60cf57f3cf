package org.anxinbao.audit;

import java.util.Base64;
import java.util.List;
import org.anxinbao.seal.Keyring;
import org.jspecify.annotations.Nullable;

/**
 * Signed roots, the newest first, and the keys (Ed25519, base64) that they and acknowledgements are
 * signed with.
 *
 * @param next what {@code before} is for the page after it; null on the last one
 */
record Roots(
    String checkpointKey,
    String acknowledgementKey,
    List<Checkpoint> roots,
    @Nullable Integer next) {

  /** Of up to {@code limit + 1}: one more than asked for shows that there is a next page. */
  static Roots of(Keyring keyring, List<Checkpoint> newest, int limit) {
    var more = newest.size() > limit;
    var page = more ? newest.subList(0, limit) : newest;
    return new Roots(
        Base64.getEncoder().encodeToString(keyring.checkpointPublicKey()),
        Base64.getEncoder().encodeToString(keyring.acknowledgementPublicKey()),
        page,
        more ? page.getLast().number() : null);
  }
}
