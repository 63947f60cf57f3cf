package org.anxinbao.storage.clean.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * Unpacks FFmpeg's libraries from their jar and prints the directories in which they lie then, as a
 * search path. Run once, before the first foreign file: workers find them and can write nothing.
 */
public final class Natives {
  private Natives() {}

  public static void main(String[] arguments) throws IOException {
    var path =
        Stream.of(
                Loader.class,
                avutil.class,
                swresample.class,
                avcodec.class,
                avformat.class,
                swscale.class)
            .map(library -> new File(Loader.load(library)).getParent())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    try (var out = new FileOutputStream(FileDescriptor.out)) {
      out.write(path.getBytes(UTF_8));
    }
  }
}
