package org.anxinbao.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What came of recomputing everything.
 *
 * @param through the last day under a checkpoint; later entries are not proved yet
 * @param fault the first checkpoint that does not hold
 */
record Verification(boolean holds, @Nullable LocalDate through, @Nullable Fault fault) {

  /**
   * @param checkpoint its number
   */
  record Fault(int checkpoint, Kind kind) {}

  enum Kind {
    /** There is another one in its place, or none. */
    MISSING,
    /** It does not name the one before it. */
    CHAIN,
    SIGNATURE,
    /** An entry of its day was changed, taken away or put there; for the first: or before it. */
    ENTRIES,
    /** It is not the one that was published. */
    PUBLISHED
  }
}
