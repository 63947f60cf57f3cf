package org.anxinbao.directory;

import org.jspecify.annotations.Nullable;

/**
 * A department, committee, town or enterprise.
 *
 * @param code {@code jh-housing}; the prefix is the area's
 * @param line the professional line, the same at city and district level; routing resolves by it
 * @param area null for a body above the city
 * @param creditCode unified social credit code (GB 32100), where known
 */
public record Organisation(
    String code,
    String nameZh,
    String nameEn,
    String shortName,
    String kind,
    String line,
    @Nullable String area,
    @Nullable String parent,
    @Nullable String creditCode) {
  public static final String ENTERPRISE = "enterprise";
  public static final String TOWN = "town_government";

  public boolean isEnterprise() {
    return kind.equals(ENTERPRISE);
  }

  /** A town works on what it is assigned and is never routed to. */
  public boolean isTown() {
    return kind.equals(TOWN);
  }
}
