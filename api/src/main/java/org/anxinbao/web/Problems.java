package org.anxinbao.web;

import java.util.HashSet;
import java.util.Set;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsatisfiedRequestParameterException;

/** What each exception means to the caller. Nothing of its message is kept. */
final class Problems {
  private Problems() {}

  static Problem of(Throwable failure) {
    var problem = cause(failure, Problem.class);
    if (problem != null) {
      return problem;
    }
    if (cause(failure, DataBufferLimitException.class) != null) {
      return Problem.of(ProblemType.TOO_LARGE);
    }
    return switch (failure) {
      case UnsatisfiedRequestParameterException _ -> Problem.of(ProblemType.NOT_FOUND);
      case ServerWebInputException input -> InputProblems.of(input);
      case DecodingException _, InvalidMediaTypeException _ -> InputProblems.malformedBody();
      case ErrorResponse response -> Problem.of(ofStatus(response.getStatusCode()));
      default -> Problem.of(Outage.isOne(failure) ? ProblemType.UNAVAILABLE : ProblemType.INTERNAL);
    };
  }

  private static ProblemType ofStatus(HttpStatusCode status) {
    return switch (status.value()) {
      case 401 -> ProblemType.UNAUTHENTICATED;
      // Whether something exists is not for the forbidden to know.
      case 403, 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 409 -> ProblemType.CONFLICT;
      case 412 -> ProblemType.STALE_VERSION;
      case 413 -> ProblemType.TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      case 416 -> ProblemType.RANGE_NOT_SATISFIABLE;
      case 422 -> ProblemType.UNPROCESSABLE;
      case 428 -> ProblemType.VERSION_REQUIRED;
      case 429 -> ProblemType.TOO_MANY_REQUESTS;
      case 503, 504 -> ProblemType.UNAVAILABLE;
      default -> status.is4xxClientError() ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
    };
  }

  /** The first of this type among a failure and its causes. */
  static <T extends Throwable> @org.jspecify.annotations.Nullable T cause(
      Throwable failure, Class<T> type) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
