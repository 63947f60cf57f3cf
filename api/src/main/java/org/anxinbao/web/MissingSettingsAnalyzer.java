package org.anxinbao.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is missing in place of a stack trace. */
final class MissingSettingsAnalyzer extends AbstractFailureAnalyzer<MissingSettings> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MissingSettings cause) {
    return new FailureAnalysis(
        "These settings are missing:\n\n    " + String.join("\n    ", cause.variables()),
        "Set them in the environment. docs/operations.md says what each one is."
            + " To look around without any, run ./mvnw from the project's root.",
        cause);
  }
}
