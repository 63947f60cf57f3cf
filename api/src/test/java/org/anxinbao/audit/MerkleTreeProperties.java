package org.anxinbao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

@Tag("P17")
class MerkleTreeProperties {
  private static final HexFormat HEX = HexFormat.of();

  /** The vectors of Certificate Transparency's own tests. */
  @Example
  void shouldHaveTheRootsOfRfc6962() {
    var leaves =
        Stream.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .map(data -> MerkleTree.leaf(HEX.parseHex(data)))
            .toList();
    assertThat(
            IntStream.rangeClosed(0, leaves.size())
                .mapToObj(size -> HEX.formatHex(new MerkleTree(leaves.subList(0, size)).root())))
        .containsExactly(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Example
  void shouldLeadFromEveryLeafOfEverySizeToTheRootAndFromNoOtherPlace() {
    for (int size = 1; size <= 70; size++) {
      var leaves = leaves(size);
      var tree = new MerkleTree(leaves);
      for (int index = 0; index < size; index++) {
        var path = tree.path(index);
        assertThat(climb(leaves.get(index), index, size, path)).isEqualTo(tree.root());
        var elsewhere = index == 0 ? size - 1 : index - 1;
        if (elsewhere != index) {
          assertThat(climb(leaves.get(index), elsewhere, size, path)).isNotEqualTo(tree.root());
        }
      }
    }
  }

  @Property(tries = 300)
  void shouldFailWithAnyBitFlipped(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(max = 1 << 20) int anyIndex,
      @ForAll @IntRange(max = 1 << 20) int anyBit) {
    var leaves = leaves(size);
    int index = anyIndex % size;
    var root = new MerkleTree(leaves).root();
    var path = new MerkleTree(leaves).path(index);

    int bits = 8 * Sha256.BYTES;
    int bit = anyBit % (bits * (path.size() + 1));
    var leaf = leaves.get(index).clone();
    var flipped = path.stream().map(byte[]::clone).toList();
    var hash = bit < bits ? leaf : flipped.get(bit / bits - 1);
    hash[bit % bits / 8] ^= (byte) (1 << (bit % 8));

    assertThat(climb(leaf, index, size, flipped)).isNotEqualTo(root);
  }

  @Property(tries = 200)
  void shouldSayOfADaysSizeOnlyItsMagnitude(@ForAll @IntRange(max = 100_000) int entries) {
    int size = DayTree.size(entries);
    assertThat(Integer.bitCount(size)).isEqualTo(1);
    assertThat(size).isGreaterThanOrEqualTo(Math.max(1024, entries));
    assertThat(size).isLessThanOrEqualTo(Math.max(1024, 2 * entries));
  }

  @Example
  void shouldMakeTheSameTreeOfEntriesInAnyOrder() {
    var leaves = leaves(20);
    var filling = Sha256.of();
    var tree = DayTree.of(leaves, filling);

    assertThat(DayTree.of(leaves.reversed(), filling).root()).isEqualTo(tree.root());
    assertThat(DayTree.of(leaves.subList(1, 20), filling).root()).isNotEqualTo(tree.root());
    assertThat(leaves)
        .allSatisfy(
            leaf -> {
              int position = tree.position(leaf);
              assertThat(climb(leaf, position, tree.size(), tree.path(position)))
                  .isEqualTo(tree.root());
            });
  }

  private static List<byte[]> leaves(int size) {
    return IntStream.range(0, size)
        .mapToObj(each -> MerkleTree.leaf(new byte[] {(byte) each, (byte) (each >> 8)}))
        .toList();
  }

  /** RFC 9162, section 2.1.3.2. */
  private static byte @Nullable [] climb(byte[] leaf, int index, int size, List<byte[]> path) {
    var hash = leaf;
    int at = index;
    int last = size - 1;
    for (var neighbour : path) {
      if (last == 0) {
        return null;
      }
      if ((at & 1) == 1 || at == last) {
        hash = Sha256.of(new byte[] {1}, neighbour, hash);
        while (at != 0 && (at & 1) == 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = Sha256.of(new byte[] {1}, hash, neighbour);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 ? Objects.requireNonNull(hash) : null;
  }
}
