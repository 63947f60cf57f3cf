package org.anxinbao.storage.clean;

import java.io.IOException;
import java.io.OutputStream;

/** Makes a clean file of a foreign one. */
@FunctionalInterface
public interface Recipe {
  /**
   * Writes the clean file to {@code to} and does not close it.
   *
   * @param mediaType one of its kind's {@link Kind#mediaTypes()}
   * @throws IOException as any unchecked exception and any error: cannot be cleaned. What has been
   *     written by then is worth nothing.
   */
  Product clean(String mediaType, byte[] file, OutputStream to) throws IOException;
}
