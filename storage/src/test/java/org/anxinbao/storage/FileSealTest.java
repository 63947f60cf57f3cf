package org.anxinbao.storage;

import static org.anxinbao.storage.PhotographFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSealTest {
  private static final String NAME = "0123456789abcdef0123456789abcdef";
  private final byte[] key = FileSeal.newKey();
  @TempDir Path directory;

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private byte[] seal(byte[] content) throws IOException {
    return FileSeal.seal(new ByteArrayInputStream(content), content.length, NAME, key)
        .readAllBytes();
  }

  private byte[] open(byte[] sealed, String name, byte[] with, Range range) throws IOException {
    var out = new ByteArrayOutputStream();
    Path file = Files.write(directory.resolve("object"), sealed);
    try (var opened = new SealedFile(FileChannel.open(file), name, with, range)) {
      for (ByteBuffer next = opened.next(); next != null; next = opened.next()) {
        out.writeBytes(bytes(next));
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 65_000, 65_470, 65_536, 131_072, 300_001, 1_000_000})
  void shouldOpenWhatItSealed(int length) throws IOException {
    byte[] sealed = seal(content(length));
    assertThat(sealed).hasSize((int) FileSeal.sealedSize(length));
    assertThat(open(sealed, NAME, key, Range.ALL)).isEqualTo(content(length));
  }

  @Test
  void shouldOpenAnyRange() throws IOException {
    byte[] content = content(300_001);
    byte[] sealed = seal(content);
    long[][] ranges = {
      {0, 0}, {0, 99}, {65_400, 65_600}, {131_000, 262_200}, {300_000, 300_000}, {299_990, 999_999}
    };
    for (long[] range : ranges) {
      int to = (int) Math.min(range[1] + 1, content.length);
      assertThat(open(sealed, NAME, key, new Range(range[0], range[1])))
          .isEqualTo(Arrays.copyOfRange(content, (int) range[0], to));
    }
    assertThat(open(sealed, NAME, key, new Range(300_001, 300_002))).isEmpty();
  }

  @Test
  @Tag("P10")
  void shouldNotOpenUnderAnotherNameOrKey() throws IOException {
    byte[] sealed = seal(content(100_000));
    assertThatThrownBy(() -> open(sealed, NAME.replace('0', '1'), key, Range.ALL))
        .isInstanceOf(Tampered.class);
    assertThatThrownBy(() -> open(sealed, NAME, FileSeal.newKey(), Range.ALL))
        .isInstanceOf(Tampered.class);
  }

  @Test
  @Tag("P10")
  void shouldNotOpenWithAnyBitFlipped() throws IOException {
    byte[] sealed = seal(content(100_000));
    for (int at = 0; at < sealed.length; at += at < 100 ? 1 : 4_999) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= 1;
      assertThatThrownBy(() -> open(flipped, NAME, key, Range.ALL)).isInstanceOf(Tampered.class);
    }
  }

  @Test
  @Tag("P10")
  void shouldNotOpenCutShortOrExtended() throws IOException {
    byte[] sealed = seal(content(300_000));
    for (int length : new int[] {0, 1, 2, 41, 42, 65, 66, 67, 65_536, 131_072, sealed.length - 1}) {
      assertThatThrownBy(() -> open(Arrays.copyOf(sealed, length), NAME, key, Range.ALL))
          .as("%d bytes", length)
          .isInstanceOf(Tampered.class);
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(sealed, sealed.length + 1), NAME, key, Range.ALL))
        .isInstanceOf(Tampered.class);
  }

  @Test
  @Tag("P9")
  void shouldGiveFilesOfSimilarLengthTheSameLength() throws IOException {
    assertThat(seal(content(1_000_000))).hasSameSizeAs(seal(content(1_000_500)));
  }
}
