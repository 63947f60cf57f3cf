package org.anxinbao.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that becomes application/problem+json. Carries codes and pointers, never what a client
 * sent.
 */
public final class Problem extends RuntimeException {
  /**
   * @param pointer JSON pointer (RFC 6901) of the field
   * @param code message code in the problem texts, e.g. {@code text.length}
   */
  public record FieldError(String pointer, String code) {}

  private final ProblemType type;
  private final List<FieldError> errors;
  private final Map<String, Object> extras;
  private final @Nullable Duration retryAfter;
  private final @Nullable String reason;

  private Problem(
      ProblemType type,
      List<FieldError> errors,
      Map<String, Object> extras,
      @Nullable Duration retryAfter,
      @Nullable String reason) {
    super(type.slug(), null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.extras = Map.copyOf(extras);
    this.retryAfter = retryAfter;
    this.reason = reason;
  }

  public static Problem of(ProblemType type) {
    return new Problem(type, List.of(), Map.of(), null, null);
  }

  public static Problem of(ProblemType type, List<FieldError> errors) {
    return new Problem(type, errors, Map.of(), null, null);
  }

  public static Problem field(ProblemType type, String pointer, String code) {
    return of(type, List.of(new FieldError(pointer, code)));
  }

  public static Problem retryAfter(ProblemType type, Duration wait) {
    return new Problem(type, List.of(), Map.of(), wait, null);
  }

  /**
   * What we stand on is away; try again.
   *
   * @param reason for the log: our own words and codes, nothing that anybody sent
   */
  public static Problem away(Duration wait, String reason) {
    return new Problem(ProblemType.UNAVAILABLE, List.of(), Map.of(), wait, reason);
  }

  /** With members of its own, such as {@code allowed}. */
  public Problem with(String name, Object value) {
    var more = new java.util.HashMap<>(extras);
    more.put(name, value);
    return new Problem(type, errors, more, retryAfter, reason);
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> extras() {
    return extras;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  @Nullable String reason() {
    return reason;
  }
}
