package org.anxinbao.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The version of an aggregate that a caller has seen, from {@code If-Match: "3"}. As a controller's
 * argument it is required: 428 where it is missing, 400 where it is no version of ours.
 */
public record Version(long value) {
  private static final Pattern ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

  public Version {
    if (value < 0) {
      throw new IllegalArgumentException("negative version");
    }
  }

  /**
   * @throws Problem VERSION_REQUIRED without the header, INVALID_REQUEST with another
   */
  public static Version of(HttpHeaders headers) {
    var lines = headers.get(HttpHeaders.IF_MATCH);
    if (lines == null || lines.isEmpty()) {
      throw Problem.of(ProblemType.VERSION_REQUIRED);
    }
    var match = ETAG.matcher(lines.getFirst());
    if (lines.size() > 1 || !match.matches()) {
      throw Problem.field(ProblemType.INVALID_REQUEST, "/header/If-Match", "not-a-version");
    }
    return new Version(Long.parseLong(match.group(1)));
  }

  /**
   * @throws Problem STALE_VERSION unless this is the version there is
   */
  public void check(long actual) {
    if (value != actual) {
      throw Problem.of(ProblemType.STALE_VERSION);
    }
  }

  /** For the answer's ETag header. */
  public String etag() {
    return "\"" + value + "\"";
  }
}
