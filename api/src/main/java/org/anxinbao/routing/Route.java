package org.anxinbao.routing;

import java.util.List;
import java.util.Optional;

/** Who gets a tip. An organisation that was left out appears nowhere in it, and no cause does. */
public sealed interface Route {
  /**
   * @param lead the organisation that leads; it has a CASE key
   * @param supervising the next one above that can; empty where none is left
   * @param assisting whom the lead may let in; none of them has a grant by itself
   * @param handledDirectly led past the office that would have been first
   * @param rule the rule's id, {@link #DEFAULT}, or {@link #BEYOND}
   * @param why how the rule came to match, for the simulation: {@code name:value} each
   */
  record Led(
      String lead,
      Optional<String> supervising,
      List<String> assisting,
      boolean handledDirectly,
      String rule,
      List<String> why)
      implements Route {
    public Led {
      assisting = List.copyOf(assisting);
      why = List.copyOf(why);
    }
  }

  /** Everybody who could is left out: the reporter is told another way (the province, 12350). */
  record NobodyLeft() implements Route {}

  /** No rule matched: the area's default office was first. */
  String DEFAULT = "default";

  /** Not by a rule: started from a given organisation. */
  String BEYOND = "beyond";
}
