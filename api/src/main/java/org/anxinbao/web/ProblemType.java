package org.anxinbao.web;

import org.springframework.http.HttpStatus;

/**
 * The catalogue of problems (RFC 9457); each has a page under /problems/ and its words in
 * problems_zh and problems_en.
 */
public enum ProblemType {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST),
  INVALID_RECEIPT(HttpStatus.BAD_REQUEST),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
  SIGN_IN_FAILED(HttpStatus.UNAUTHORIZED),
  WECHAT_CODE_REFUSED(HttpStatus.UNAUTHORIZED),
  PERMIT_REQUIRED(HttpStatus.UNAUTHORIZED),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  CONFLICT(HttpStatus.CONFLICT),
  DECISION_NOT_ALLOWED(HttpStatus.CONFLICT),
  STALE_VERSION(HttpStatus.PRECONDITION_FAILED),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
  UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT),
  FILE_CANNOT_BE_CLEANED(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_OFFICE_LEFT(HttpStatus.UNPROCESSABLE_CONTENT),
  VERSION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
  DAMAGED_RECORD(HttpStatus.INTERNAL_SERVER_ERROR),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  public HttpStatus status() {
    return status;
  }

  /** The last part of the type's URI: {@code /problems/<slug>}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
