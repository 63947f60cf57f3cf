package org.anxinbao.directory;

import org.jspecify.annotations.Nullable;

/**
 * The city, a district (or county-level city), or a town of one.
 *
 * @param code 6 digits (GB/T 2260), for a town 12 (NBS statistical code)
 * @param latitude approximate map centre, WGS84; null where the parent's stands in
 * @param defaultOffice who leads only where no rule matches
 */
public record Area(
    String code,
    @Nullable String parent,
    String nameZh,
    String nameEn,
    Level level,
    @Nullable Double latitude,
    @Nullable Double longitude,
    String defaultOffice) {
  public enum Level {
    CITY,
    DISTRICT,
    TOWN
  }
}
