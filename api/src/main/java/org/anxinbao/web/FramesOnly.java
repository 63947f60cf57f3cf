package org.anxinbao.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Prints a throwable in the log without its message, which may quote what somebody wrote. At start,
 * on the main thread, nobody has written anything yet, and the message is what an operator needs.
 */
final class FramesOnly implements StackTracePrinter {
  private static final int OUR_FRAMES = 6;
  private static final int LONGEST = 8_192;

  private final StandardStackTracePrinter withMessages =
      StandardStackTracePrinter.rootFirst().withMaximumLength(LONGEST);
  private final StandardStackTracePrinter withoutMessages =
      withMessages.withFormatter(throwable -> throwable.getClass().getName());

  @Override
  public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
    var printer = "main".equals(Thread.currentThread().getName()) ? withMessages : withoutMessages;
    printer.printStackTrace(throwable, out);
  }

  /** One line: the types from the outermost to the root cause, then our own frames. */
  static String summary(Throwable failure) {
    var types = new StringBuilder();
    var root = failure;
    for (int depth = 0; depth < 10; depth++) {
      types.append(depth == 0 ? "" : " < ").append(root.getClass().getName());
      var cause = root.getCause();
      if (cause == null || cause == root) {
        break;
      }
      root = cause;
    }
    return types + " at " + ourFrames(root, failure);
  }

  private static String ourFrames(Throwable root, Throwable failure) {
    var frames = ourFrames(root);
    return frames.isEmpty() && root != failure ? ourFrames(failure) : frames;
  }

  private static String ourFrames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.anxinbao."))
        .limit(OUR_FRAMES)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + line(frame))
        .collect(Collectors.joining(", "));
  }

  private static int line(StackTraceElement frame) {
    return frame.getLineNumber();
  }
}
