package org.anxinbao.casework;

/** Why a tip is not taken up (不予受理). */
public enum DeclineReason {
  DUPLICATE,
  UNCLEAR,
  OUT_OF_SCOPE
}
