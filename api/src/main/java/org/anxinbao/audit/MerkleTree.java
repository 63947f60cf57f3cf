package org.anxinbao.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree as in RFC 6962, section 2.1: SHA-256, a zero byte before a leaf and a one before a
 * pair, so that neither can be taken for the other.
 */
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] PAIR = {1};

  /** The leaves first, the root last. One without a neighbour goes up as it is. */
  private final List<List<byte[]>> levels = new ArrayList<>();

  /**
   * @param leaves their hashes, see {@link #leaf}
   */
  MerkleTree(List<byte[]> leaves) {
    levels.add(leaves.isEmpty() ? List.of(Sha256.of()) : List.copyOf(leaves));
    while (levels.getLast().size() > 1) {
      levels.add(above(levels.getLast()));
    }
  }

  static byte[] leaf(byte[] data) {
    return Sha256.of(LEAF, data);
  }

  private static List<byte[]> above(List<byte[]> level) {
    var above = new ArrayList<byte[]>((level.size() + 1) / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(Sha256.of(PAIR, level.get(i), level.get(i + 1)));
    }
    if (level.size() % 2 == 1) {
      above.add(level.getLast());
    }
    return above;
  }

  byte[] root() {
    return levels.getLast().getFirst();
  }

  /** The audit path: the hashes that lead from a leaf to the root, the nearest first. */
  List<byte[]> path(int index) {
    var path = new ArrayList<byte[]>();
    int at = index;
    for (var level : levels) {
      int neighbour = at ^ 1;
      if (neighbour < level.size()) {
        path.add(level.get(neighbour));
      }
      at /= 2;
    }
    return path;
  }
}
