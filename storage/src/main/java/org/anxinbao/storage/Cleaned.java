package org.anxinbao.storage;

import java.util.Set;
import org.anxinbao.storage.clean.Finding;

/** What came out of the {@link Cleaner}: the file, its preview behind it, what was taken out. */
record Cleaned(String mediaType, long bytes, int previewBytes, Set<Finding> removed) {
  long allBytes() {
    return bytes + previewBytes;
  }
}
