package org.anxinbao.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Workers alone, without spool and store. */
public record Workbench(Cleaner cleaner) implements AutoCloseable {
  public static Workbench of(int workers, Path natives) {
    return new Workbench(
        new Cleaner(
            new CleanerSettings(workers, CleanerSettings.Isolation.PREFERRED, List.of(), natives)));
  }

  /** Cleans it, and keeps nothing. */
  public void clean(String mediaType, byte[] file) throws IOException {
    cleaner.clean(
        mediaType, new ByteArrayInputStream(file), file.length, OutputStream.nullOutputStream());
  }

  @Override
  public void close() {
    cleaner.close();
  }
}
