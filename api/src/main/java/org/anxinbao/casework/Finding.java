package org.anxinbao.casework;

/** What a verification found (核查结论). */
public enum Finding {
  SUBSTANTIATED,
  PARTLY,
  UNSUBSTANTIATED,
  UNVERIFIABLE;

  Status status() {
    return Status.valueOf(name());
  }

  boolean needsGrade() {
    return this == SUBSTANTIATED || this == PARTLY;
  }
}
