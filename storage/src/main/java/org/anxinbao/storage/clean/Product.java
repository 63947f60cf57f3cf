package org.anxinbao.storage.clean;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What cleaning has made.
 *
 * @param mediaType of the clean file
 * @param preview a small JPEG of what there is to see, or null for sound
 * @param removed what was found beside the content and taken out
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Product(String mediaType, byte @Nullable [] preview, Set<Finding> removed) {}
