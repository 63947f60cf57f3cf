package org.anxinbao.casework;

/** What came of a decision: the tip as it is now, or why not. A refusal is a value. */
sealed interface Outcome {
  record Decided(Tip next) implements Outcome {}

  record Refused(Refusal why) implements Outcome {}
}
