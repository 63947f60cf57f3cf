package org.anxinbao.storage.clean.film;

import java.io.IOException;
import java.io.OutputStream;
import org.anxinbao.storage.clean.Product;

/** Cleans films; one without pictures is sound. */
public final class Film {
  private Film() {}

  /** A {@link org.anxinbao.storage.clean.Recipe}. */
  public static Product clean(String mediaType, byte[] file, OutputStream to) throws IOException {
    Boxes.Outline boxes = Boxes.check(file);
    return new Recording(mediaType, file, boxes.length()).clean(boxes.found(), to);
  }
}
