package org.anxinbao.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the reporter wrote, as it is sealed in the tip's body.
 *
 * @param subject the accused unit
 * @param withheld files that an enterprise never gets, among {@code evidence} too
 * @param signedName of a signed internal report only: see {@link SignedName}
 * @param arrival microseconds since 1970, for the rank among duplicates and nothing else
 */
public record TipContent(
    @Nullable Boolean suspectedMajor,
    boolean concealedDeaths,
    @Nullable LocalDate observedOn,
    @Nullable Subject subject,
    @Nullable String place,
    String description,
    List<UUID> evidence,
    List<UUID> withheld,
    boolean skipEnterprise,
    boolean wakeIfLate,
    boolean signed,
    byte @Nullable [] signedName,
    long arrival) {

  /** The field's name in the sealing context. */
  public static final String FIELD = "body";

  /**
   * @param code unified social credit code (GB 32100), if known
   */
  public record Subject(String name, @Nullable String code) {
    @Override
    public String toString() {
      return "Subject";
    }
  }

  @Override
  public String toString() {
    return "TipContent";
  }

  public record Identity(String name, String phone) {
    @Override
    public String toString() {
      return "Identity";
    }
  }

  /** The first 60 code points, for a list. */
  String excerpt() {
    var end = Math.min(60, description.codePointCount(0, description.length()));
    return description.substring(0, description.offsetByCodePoints(0, end));
  }
}
