package org.anxinbao.storage.clean.photo;

import static org.anxinbao.storage.PhotographFiles.ascii;
import static org.anxinbao.storage.PhotographFiles.concat;
import static org.anxinbao.storage.clean.photo.HeifFile.box;
import static org.anxinbao.storage.clean.photo.HeifFile.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.anxinbao.storage.clean.Finding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(15)
class HostileHeifTest {
  private static final int SIDE = 64;
  private static final BufferedImage PICTURE = Tidy.landscape(SIDE, SIDE);
  private static final byte[] SIZE = HeifFile.size(SIDE, SIDE);

  @TempDir static Path directory;
  private static Stills hevc;
  private static Stills av1;

  @BeforeAll
  static void encode() throws Exception {
    hevc = Stills.hevc(directory, "yuv444p", PICTURE);
    av1 = Stills.av1(directory, "yuv444p", PICTURE);
  }

  @Test
  void shouldRefuseSizesBeyondReason() {
    for (Stills still : new Stills[] {hevc, av1}) {
      refuse(HeicFiles.still(still, still.configuration(), HeifFile.size(60_000, 60_000)));
      refuse(HeicFiles.still(still, still.configuration(), HeifFile.size(0, SIDE)));
      refuse(HeicFiles.still(still, still.configuration(), HeifFile.size(SIDE, 1 << 31)));
      refuse(HeicFiles.still(still, still.configuration(), HeifFile.size(SIDE, SIDE / 2)));
      refuse(HeicFiles.still(still, still.configuration(), HeifFile.size(SIDE, 2 * SIDE)));
      refuse(HeicFiles.still(still, still.configuration()));
      refuse(HeicFiles.still(still, SIZE));
    }
  }

  @Test
  void shouldRefuseGridsBeyondReason() {
    refuse(grid(64, 64, 64 * SIDE, 64 * SIDE, 4_095)); // one is missing
    refuse(grid(65, 1, SIDE, 65 * SIDE, 65));
    refuse(grid(256, 256, 16_384, 16_384, 256 * 256 - 1));
    refuse(grid(2, 2, SIDE, SIDE, 4)); // three are not shown
    refuse(grid(2, 2, 2 * SIDE + 1, 2 * SIDE, 4));
    refuse(grid(2, 2, 0, 0, 4));
  }

  @Test
  void shouldCleanAsManyTilesAsAreAllowed() throws Exception {
    Tidy tidy = Tidy.clean("image/heic", grid(64, 64, 64 * SIDE, 64 * SIDE - 3, 4_096));
    assertThat(tidy.picture().getWidth()).isEqualTo(64 * SIDE);
    assertThat(tidy.picture().getHeight()).isEqualTo(64 * SIDE - 3);
  }

  private static byte[] grid(int rows, int columns, int width, int height, int tiles) {
    var file = new HeifFile();
    int[] ids = new int[tiles];
    int first = file.item("hvc1", hevc.pictures().getFirst(), hevc.configuration(), SIZE);
    Arrays.fill(ids, first);
    if (tiles <= 4_096) {
      for (int i = 1; i < tiles; i++) {
        ids[i] = file.item("hvc1", hevc.pictures().getFirst(), hevc.configuration(), SIZE);
      }
    }
    int grid =
        file.item(
            "grid", HeifFile.grid(rows, columns, width, height), HeifFile.size(width, height));
    return file.refer("dimg", grid, ids).bytes("heic", grid);
  }

  @Test
  void shouldRefusePicturesMadeOfThemselves() {
    var self = new HeifFile();
    int grid = self.item("grid", HeifFile.grid(1, 1, SIDE, SIDE), SIZE);
    refuse(self.refer("dimg", grid, grid).bytes("heic", grid));

    var ring = new HeifFile();
    int one = ring.item("grid", HeifFile.grid(1, 1, SIDE, SIDE), SIZE);
    int other = ring.item("grid", HeifFile.grid(1, 1, SIDE, SIDE), SIZE);
    refuse(ring.refer("dimg", one, other).refer("dimg", other, one).bytes("heic", one));
    refuse(new HeifFile().bytes("heic", 1));
    refuse(new HeifFile().refer("dimg", 1, 1).bytes("heic", 1));
  }

  @Test
  void shouldRefuseBoxesBeyondReason() {
    byte[] whole = still();
    int meta = ByteBuffer.wrap(whole).getInt(0);
    for (int size : new int[] {0, 2, 7, Integer.MAX_VALUE, -1, whole.length}) {
      byte[] file = whole.clone();
      ByteBuffer.wrap(file).putInt(meta, size);
      refuse(file);
    }
    for (long size : new long[] {0, 15, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      byte[] large = concat(u32(1), ascii("meta"), new byte[8], whole);
      ByteBuffer.wrap(large).putLong(8, size);
      refuse(large);
    }
    byte[] nested = new byte[0];
    for (int i = 0; i < 3_000; i++) {
      nested = box("meta", new byte[4], nested);
    }
    refuse(concat(box("ftyp", ascii("heic"), u32(0)), nested));
  }

  @Test
  void shouldRefuseWhatWasCutShort() {
    for (byte[] whole : new byte[][] {still(), grid(2, 2, 2 * SIDE, 2 * SIDE, 4)}) {
      for (int eighths = 0; eighths < 8; eighths++) {
        refuse(Arrays.copyOf(whole, whole.length * eighths / 8));
      }
      byte[] zeros = whole.clone();
      Arrays.fill(zeros, 0, zeros.length / 2, (byte) 0);
      refuse(zeros);
    }
  }

  @Test
  void shouldCleanWhatHasMoreBehindIt() throws Exception {
    for (byte[] tail :
        new byte[][] {
          ascii("<html><script>"), ascii("PK\3\4........"), new byte[3], box("mpvd", new byte[99])
        }) {
      Tidy tidy = Tidy.clean("image/heic", concat(still(), tail));
      assertThat(tidy.removed()).containsAnyOf(Finding.TRAILING, Finding.OTHER);
      Tidy.assertSame(tidy.picture(), PICTURE, 2, 12);
    }
  }

  @Test
  void shouldRefuseAnAv1PictureThatIsLargerThanItSays() throws Exception {
    Stills large = Stills.av1(directory, "yuv420p", Tidy.landscape(2 * SIDE, SIDE));
    refuse(HeicFiles.still(large, large.configuration(), SIZE));
    byte[] picture = av1.pictures().getFirst();
    byte[] frames = concat(Collections.nCopies(9, picture).toArray(byte[][]::new));
    refuse(
        HeicFiles.still(
            new Stills("av01", av1.configuration(), java.util.List.of(frames)),
            av1.configuration(),
            SIZE));
  }

  private static byte[] still() {
    return HeicFiles.still(hevc, hevc.configuration(), SIZE, HeifFile.colours(1, 13, 6, true));
  }

  private static void refuse(byte[] file) {
    assertThatThrownBy(() -> Tidy.clean("image/heic", file)).isInstanceOf(Exception.class);
  }
}
