package org.anxinbao.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * The processes in which files are cleaned.
 *
 * @param workers how many; each has a heap of {@link #HEAP_MEGABYTES}
 * @param isolation what to do where the kernel does not shut them in
 * @param hidden directories that must not be there for a worker: keys above all
 * @param natives directory for libraries unpacked from the jar, which workers can only read
 */
public record CleanerSettings(int workers, Isolation isolation, List<Path> hidden, Path natives) {
  /** Enough for a photograph of 50 million pixels and for the largest film. */
  public static final int HEAP_MEGABYTES = 640;

  /** Whether workers run without network, other processes and {@link #hidden} directories. */
  public enum Isolation {
    /** Or the store refuses to open. */
    REQUIRED,
    /** Where the kernel allows it; else a warning. */
    PREFERRED
  }
}
