package org.anxinbao.casework;

/** Why a decision was refused; each has its words in the problem texts. */
enum Refusal {
  NOT_ALLOWED_NOW,
  NOT_YOUR_ROLE,
  NEEDS_A_SECOND_PERSON,
  ASSIGNMENT_IS_THE_SUPERVISORS,
  ALREADY_ESCALATED,
  NOBODY_ABOVE
}
