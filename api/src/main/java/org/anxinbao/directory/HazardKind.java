package org.anxinbao.directory;

import java.util.List;

/** One of the four kinds of hazard, with a hint and examples in a citizen's words. */
public record HazardKind(
    String code,
    String nameZh,
    String nameEn,
    String hintZh,
    String hintEn,
    List<Example> examples) {
  public record Example(String code, String textZh, String textEn) {}

  public HazardKind {
    examples = List.copyOf(examples);
  }
}
