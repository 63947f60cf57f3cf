package org.anxinbao.storage.clean.film;

import static org.anxinbao.storage.clean.film.Native.check;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Pictures;
import org.anxinbao.storage.clean.Product;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A film's or a recording's first pictures and first sound, written into a new file.
 *
 * @param length of the file, without what follows it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Recording(String mediaType, byte[] file, int length) {
  private static final int NONE = -1;
  private static final long MOST_SOUND_BYTES = 128L << 20;

  Product clean(Set<Finding> found, OutputStream to) throws IOException {
    try (var input = open()) {
      List<AVStream> streams = input.streams();
      int picture = first(streams, Recording::isPicture);
      int sound = first(streams, Recording::isSound);
      if (sound == NONE && first(streams, Recording::isAudible) != NONE) {
        throw new IOException("codec"); // better no film than one without its sound
      }
      boolean isPhone = picture != NONE && isH263(streams.get(picture));
      @Nullable SoundFormat format = sound == NONE ? null : format(sound);
      @Nullable Poster poster = picture == NONE ? null : poster(picture);
      if (poster == null && format == null) {
        throw new IOException("no track");
      }
      String dialect = picture == NONE ? "ipod" : isPhone ? "3gp" : "mp4";
      try (var out = new Mp4(dialect, length + MOST_SOUND_BYTES);
          var pictures =
              poster == null ? null : new PictureTrack(streams.get(picture), poster, out, length);
          var sounds =
              format == null
                  ? null
                  : new SoundTrack(streams.get(sound), format, poster == null, out)) {
        out.begin();
        copy(input, pictures, picture, sounds, sound);
        out.finish(to);
      }
      return poster == null
          ? new Product("audio/mp4", null, found)
          : new Product(
              isPhone ? "video/3gpp" : "video/mp4", Pictures.preview(poster.picture()), found);
    }
  }

  private MemoryInput open() throws IOException {
    return MemoryInput.open(file, length, mediaType);
  }

  private static void copy(
      MemoryInput input,
      @Nullable PictureTrack pictures,
      int picture,
      @Nullable SoundTrack sounds,
      int sound)
      throws IOException {
    input.keepOnly(picture, sound);
    try (var cleanup = new Cleanup()) {
      var packet = cleanup.own(check(avcodec.av_packet_alloc()), avcodec::av_packet_free);
      while (input.read(packet)) {
        if (pictures != null && packet.stream_index() == picture) {
          pictures.take(packet);
        } else if (sounds != null && packet.stream_index() == sound) {
          sounds.take(packet);
        }
        avcodec.av_packet_unref(packet);
      }
      if (pictures != null) {
        pictures.finish();
      }
      if (sounds != null) {
        sounds.finish();
      }
    }
  }

  private @Nullable SoundFormat format(int sound) throws IOException {
    try (var input = open()) {
      return SoundFormat.of(input, input.streams().get(sound));
    }
  }

  private Poster poster(int picture) throws IOException {
    try (var input = open()) {
      return Poster.of(input, input.streams().get(picture));
    }
  }

  private static int first(List<AVStream> streams, Predicate<AVStream> wanted) {
    return streams.stream().filter(wanted).mapToInt(AVStream::index).findFirst().orElse(NONE);
  }

  private static boolean isPicture(AVStream stream) {
    return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO
        && (stream.disposition()
                & (avformat.AV_DISPOSITION_ATTACHED_PIC | avformat.AV_DISPOSITION_TIMED_THUMBNAILS))
            == 0;
  }

  private static boolean isSound(AVStream stream) {
    return isAudible(stream) && Decoder.knows(stream);
  }

  private static boolean isAudible(AVStream stream) {
    return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
  }

  private static boolean isH263(AVStream stream) {
    return stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_H263;
  }
}
