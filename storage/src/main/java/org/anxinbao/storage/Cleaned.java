package org.anxinbao.storage;

import java.util.Set;
import org.anxinbao.storage.clean.Finding;

/** What came out of the {@link Cleaner}: its media type, its length, what was taken out. */
record Cleaned(String mediaType, long bytes, Set<Finding> removed) {}
