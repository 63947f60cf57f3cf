package org.anxinbao.storage.clean.film;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.anxinbao.storage.clean.Finding;
import org.anxinbao.storage.clean.Product;

/** Cleans recordings of sound: what comes out is AAC in an MP4, and nothing else. */
public final class Sound {
  private Sound() {}

  /** A {@link org.anxinbao.storage.clean.Recipe}. */
  public static Product clean(String mediaType, byte[] file, OutputStream to) throws IOException {
    if (mediaType.equals("audio/mp4")) {
      return Film.clean(mediaType, file, to);
    }
    Set<Finding> found;
    try (var input = MemoryInput.open(file, mediaType)) {
      found = Tags.of(input);
    }
    return new Recording(mediaType, file, file.length).clean(found, to);
  }
}
