package org.anxinbao.casework;

import java.time.Duration;
import org.anxinbao.seal.SealBroken;
import org.anxinbao.storage.CannotBeCleaned;
import org.anxinbao.storage.Cleaner;
import org.anxinbao.storage.StorageProblem;
import org.anxinbao.storage.StoreUnavailable;
import org.anxinbao.storage.TooLarge;
import org.anxinbao.storage.UnsupportedMedia;
import org.anxinbao.web.Problem;
import org.anxinbao.web.ProblemType;

/**
 * What a refusal of the evidence library is called in the contract; what does not open is broken.
 */
public final class EvidenceProblems {
  private EvidenceProblems() {}

  public static RuntimeException of(StorageProblem refused) {
    return switch (refused) {
      case UnsupportedMedia unknown ->
          Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE).with("welcome", Cleaner.WELCOME);
      case CannotBeCleaned hostile -> Problem.of(ProblemType.FILE_CANNOT_BE_CLEANED);
      case TooLarge large -> Problem.of(ProblemType.TOO_LARGE);
      case StoreUnavailable away ->
          Problem.away(Duration.ofSeconds(10), "object store or spool away");
      default -> new SealBroken();
    };
  }
}
