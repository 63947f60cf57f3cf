package org.anxinbao.storage;

import org.jspecify.annotations.Nullable;

/** Why a file was not stored or not opened. Messages are fixed texts: nothing of the file. */
public abstract sealed class StorageProblem extends RuntimeException
    permits TooLarge,
        UnsupportedMedia,
        CannotBeCleaned,
        Tampered,
        EvidenceMissing,
        StoreUnavailable {
  StorageProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
