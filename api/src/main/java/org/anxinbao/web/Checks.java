package org.anxinbao.web;

import java.util.ArrayList;
import java.util.List;
import org.anxinbao.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that its sender hears all of it at once. */
public final class Checks {
  private final List<FieldError> errors = new ArrayList<>();

  /**
   * How long a text may be, in code points; as many as {@code shortest} of them are neither space
   * nor format.
   */
  public record Words(int shortest, int longest) {}

  public Checks refuse(boolean wrong, String pointer, String code) {
    if (wrong) {
      errors.add(new FieldError(pointer, code));
    }
    return this;
  }

  public Checks required(@Nullable Object value, String pointer) {
    return refuse(value == null, pointer, "required");
  }

  public Checks required(@Nullable String text, String pointer, Words words) {
    return text == null ? refuse(true, pointer, "required") : optional(text, pointer, words);
  }

  public Checks optional(@Nullable String text, String pointer, Words words) {
    if (text == null) {
      return this;
    }
    var length = text.codePointCount(0, text.length());
    var visible = text.codePoints().filter(Checks::visible).limit(words.shortest).count();
    if (length < words.shortest) {
      return refuse(true, pointer, "too-short");
    }
    return refuse(length > words.longest, pointer, "too-long")
        .refuse(visible < words.shortest, pointer, "text-too-empty");
  }

  /**
   * @throws Problem 422 with everything that was refused
   */
  public void finish() {
    if (!errors.isEmpty()) {
      throw Problem.of(ProblemType.UNPROCESSABLE, errors);
    }
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED ->
          false;
      // Hangul fillers and the blank braille pattern are letters and symbols that show nothing.
      default ->
          codePoint != 0x3164
              && codePoint != 0x115F
              && codePoint != 0x1160
              && codePoint != 0xFFA0
              && codePoint != 0x2800;
    };
  }
}
