package org.anxinbao.storage.clean.film;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's libraries, silent and held to a bound. avdevice and avfilter are never loaded. */
final class Native {
  private static final long MOST_BYTES_AT_ONCE = 256L << 20;

  private Native() {}

  /** Has to come before anything of FFmpeg. */
  static void load() {
    Loaded.ensure();
  }

  /** The answer, or a refusal if it is one of FFmpeg's errors. */
  static int check(int answer) throws IOException {
    if (answer < 0) {
      throw new IOException("media");
    }
    return answer;
  }

  /** What was allocated or found; a refusal if it was not. */
  static <P extends Pointer> P check(@Nullable P pointer) throws IOException {
    if (pointer == null || pointer.isNull()) {
      throw new IOException("media");
    }
    return pointer;
  }

  static AVDictionary options(Map<String, String> options, Cleanup cleanup) {
    var dictionary = cleanup.own(new AVDictionary(), avutil::av_dict_free);
    options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  private static final class Loaded {
    static {
      Loader.load(avformat.class);
      avutil.av_log_set_level(avutil.AV_LOG_QUIET); // its messages quote the file
      avutil.av_max_alloc(MOST_BYTES_AT_ONCE);
    }

    static void ensure() {}
  }
}
