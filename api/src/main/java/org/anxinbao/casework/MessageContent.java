package org.anxinbao.casework;

import java.util.List;
import java.util.UUID;

/** A message as it is sealed. */
record MessageContent(String text, List<UUID> evidence) {
  static final String FIELD = "message";

  @Override
  public String toString() {
    return "MessageContent";
  }
}
