package org.anxinbao.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.anxinbao.casework.Channel;
import org.anxinbao.casework.HazardClass;
import org.anxinbao.casework.TipContent.Identity;
import org.anxinbao.casework.TipContent.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A tip as a reporter sends it. Only channel, area, industry, class and description are required.
 *
 * @param withheld files that an enterprise never gets
 * @param avoid offices that must not learn of it
 */
record TipRequest(
    Channel channel,
    @Nullable String enterprise,
    String area,
    String industry,
    HazardClass hazardClass,
    @Nullable Boolean suspectedMajor,
    @Nullable Boolean concealedDeaths,
    @Nullable LocalDate observedOn,
    @Nullable Subject subject,
    @Nullable String place,
    String description,
    @Nullable List<UUID> evidence,
    @Nullable List<UUID> withheld,
    @Nullable List<String> avoid,
    @Nullable Boolean skipEnterprise,
    @Nullable Boolean wakeIfLate,
    @Nullable Identity identity,
    @Nullable Boolean signed) {

  @Override
  public String toString() {
    return "TipRequest";
  }

  boolean internal() {
    return channel == Channel.INTERNAL;
  }

  boolean allegesConcealedDeaths() {
    return Boolean.TRUE.equals(concealedDeaths);
  }

  boolean skipsEnterprise() {
    return Boolean.TRUE.equals(skipEnterprise);
  }

  boolean wakesIfLate() {
    return internal() && (Boolean.TRUE.equals(wakeIfLate) || Boolean.TRUE.equals(suspectedMajor));
  }

  boolean isSigned() {
    return Boolean.TRUE.equals(signed);
  }

  List<UUID> withheldFiles() {
    return Objects.requireNonNullElse(withheld, List.of());
  }

  /** All files: those withheld need not be named twice. */
  List<UUID> files() {
    var all = new LinkedHashSet<UUID>(Objects.requireNonNullElse(evidence, List.of()));
    all.addAll(withheldFiles());
    return new ArrayList<>(all);
  }

  Set<String> excluded() {
    var excluded = new LinkedHashSet<String>(Objects.requireNonNullElse(avoid, List.of()));
    if (skipsEnterprise() && enterprise != null) {
      excluded.add(enterprise);
    }
    return excluded;
  }
}
