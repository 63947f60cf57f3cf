package org.anxinbao.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The tree of a day. Random leaves fill it up to a power of two, 1,024 at least, because its size
 * is public and must not count what happened; all are ordered by their hashes, which are random
 * too, so that a place tells no order.
 */
final class DayTree {
  private static final int SMALLEST = 1024;

  private final List<byte[]> leaves;
  private final MerkleTree tree;

  private DayTree(List<byte[]> leaves) {
    this.leaves = leaves;
    this.tree = new MerkleTree(leaves);
  }

  /** How large the tree of so many entries is. */
  static int size(int entries) {
    return entries <= SMALLEST ? SMALLEST : 2 * Integer.highestOneBit(entries - 1);
  }

  /**
   * @param entries the hashes of the day's entries, in any order
   * @param filling 32 random bytes, kept with the checkpoint
   */
  static DayTree of(List<byte[]> entries, byte[] filling) {
    var leaves = new ArrayList<>(entries);
    int size = size(entries.size());
    for (int i = entries.size(); i < size; i++) {
      var number = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
      leaves.add(MerkleTree.leaf(Sha256.of(filling, number)));
    }
    leaves.sort(Arrays::compareUnsigned);
    return new DayTree(leaves);
  }

  int size() {
    return leaves.size();
  }

  byte[] root() {
    return tree.root();
  }

  int position(byte[] leaf) {
    return Collections.binarySearch(leaves, leaf, Arrays::compareUnsigned);
  }

  List<byte[]> path(int position) {
    return tree.path(position);
  }
}
