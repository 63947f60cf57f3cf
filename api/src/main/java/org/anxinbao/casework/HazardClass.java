package org.anxinbao.casework;

/** The four kinds of hazard of the city's plan (§四(二)). */
public enum HazardClass {
  UNSAFE_ACT,
  UNSAFE_CONDITION,
  UNSAFE_ENVIRONMENT,
  MANAGEMENT_DEFECT
}
