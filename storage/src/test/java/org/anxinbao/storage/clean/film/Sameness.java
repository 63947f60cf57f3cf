package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Look.clean;
import static org.anxinbao.storage.clean.film.Look.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.anxinbao.storage.clean.film.Look.Cleaned;

/** What a clean film has in common with the one that it was made of. */
record Sameness(FilmFiles files, Look look) {
  static final double SOUND_FRAME = 1024.0 / 48_000 + 0.001;

  /** Cleans twice, and holds what came out against what went in. */
  Cleaned hold(String name, String mediaType, byte[] film) throws IOException {
    files.write(name, film);
    Cleaned clean = clean(mediaType, film);
    files.write("clean.mp4", clean.bytes());
    files.write("again.mp4", clean(clean.product().mediaType(), clean.bytes()).bytes());
    look.assertSaysNothing("clean.mp4");
    assertThat(look.frames("clean.mp4"))
        .isNotEmpty()
        .isEqualTo(look.frames(name))
        .isEqualTo(look.frames("again.mp4"));
    for (String entry : new String[] {"nb_read_packets", "width", "height", "codec_name"}) {
      assertThat(look.probe("clean.mp4", "v:0", "stream=" + entry))
          .isEqualTo(look.probe(name, "v:0", "stream=" + entry));
    }
    assertThat(look.seconds("clean.mp4", "v:0"))
        .isCloseTo(look.seconds(name, "v:0"), within(0.001));
    assertThat(look.start("clean.mp4", "v:0")).isCloseTo(look.start(name, "v:0"), within(0.001));
    assertThat(look.rotation("clean.mp4")).isEqualTo(look.rotation(name));
    assertThat(look.probe("clean.mp4", "a", "stream=codec_name")).isEqualTo("aac");
    assertThat(look.start("clean.mp4", "a:0"))
        .isCloseTo(look.start(name, "a:0"), within(SOUND_FRAME));
    assertThat(end("clean.mp4")).isCloseTo(end(name), within(SOUND_FRAME));
    assertThat(text(clean.bytes()).indexOf("moov")).isLessThan(text(clean.bytes()).indexOf("mdat"));
    return clean;
  }

  private double end(String name) {
    return look.start(name, "a:0") + look.seconds(name, "a:0");
  }
}
