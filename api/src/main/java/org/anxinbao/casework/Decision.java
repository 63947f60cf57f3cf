package org.anxinbao.casework;

import org.jspecify.annotations.Nullable;

/** What an office may do to a tip (RULES: a tip's life). */
public sealed interface Decision {
  /** The name in the contract, in the history and in {@code allowed}. */
  enum Kind {
    ACCEPT,
    DECLINE,
    ASK,
    TRANSFER,
    VERIFY,
    CONCLUDE,
    CONFIRM,
    RETURN,
    FEEDBACK,
    CLOSE,
    ESCALATE
  }

  Kind kind();

  record Accept() implements Decision {
    @Override
    public Kind kind() {
      return Kind.ACCEPT;
    }
  }

  record Decline(DeclineReason reasonCode, String text) implements Decision {
    @Override
    public Kind kind() {
      return Kind.DECLINE;
    }
  }

  record Ask(String text) implements Decision {
    @Override
    public Kind kind() {
      return Kind.ASK;
    }
  }

  /**
   * @param organisation the office that the sender names; exclusion may lead past it
   */
  record Transfer(String organisation, String reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.TRANSFER;
    }
  }

  record Verify() implements Decision {
    @Override
    public Kind kind() {
      return Kind.VERIFY;
    }
  }

  record Conclude(Finding finding, @Nullable Grade grade, String reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.CONCLUDE;
    }
  }

  record Confirm() implements Decision {
    @Override
    public Kind kind() {
      return Kind.CONFIRM;
    }
  }

  record Return(String reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.RETURN;
    }
  }

  record Feedback(String text) implements Decision {
    @Override
    public Kind kind() {
      return Kind.FEEDBACK;
    }
  }

  record Close() implements Decision {
    @Override
    public Kind kind() {
      return Kind.CLOSE;
    }
  }

  record Escalate(String reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.ESCALATE;
    }
  }
}
