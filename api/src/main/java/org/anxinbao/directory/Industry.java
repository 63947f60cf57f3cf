package org.anxinbao.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An industry, place, kind of equipment or hazardous operation that a tip can be about.
 *
 * @param kind industry, place, equipment or operation
 * @param highRisk where the plan asks for a monthly check led by the principal person
 * @param keywords for suggestion while typing, in Chinese
 */
public record Industry(
    String code,
    @Nullable String parent,
    String kind,
    String nameZh,
    String nameEn,
    boolean highRisk,
    List<String> keywords) {
  public Industry {
    keywords = List.copyOf(keywords);
  }
}
