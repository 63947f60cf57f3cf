package org.anxinbao.storage.clean.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anxinbao.storage.Tools;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryInputTest {
  @TempDir Path directory;

  @Test
  void shouldReadEveryPacketAsOftenAsItIsAsked() throws Exception {
    Tools.ffmpeg(
        directory, "-f", "lavfi", "-i", "testsrc2=d=2:r=25", "-c:v", "libx264", "film.mp4");
    byte[] film = Files.readAllBytes(directory.resolve("film.mp4"));
    for (int i = 0; i < 100; i++) {
      try (var input = MemoryInput.open(film, "video/mp4")) {
        assertThat(input.streams()).hasSize(1);
        assertThat(packets(input)).isEqualTo(50);
      }
    }
  }

  @Test
  void shouldRefuseWhatTheMediaTypeDoesNotSay() throws Exception {
    Files.writeString(directory.resolve("secret"), "secret");
    for (String playlist :
        List.of(
            "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile://" + directory + "/secret\n",
            "ffconcat version 1.0\nfile '" + directory + "/secret'\n",
            "")) {
      assertThatThrownBy(() -> MemoryInput.open(playlist.getBytes(UTF_8), "video/mp4").close())
          .isInstanceOf(IOException.class)
          .hasMessage("media");
    }
  }

  private static int packets(MemoryInput input) throws IOException {
    int count = 0;
    AVPacket packet = avcodec.av_packet_alloc();
    while (input.read(packet)) {
      count++;
      avcodec.av_packet_unref(packet);
    }
    avcodec.av_packet_free(packet);
    return count;
  }
}
