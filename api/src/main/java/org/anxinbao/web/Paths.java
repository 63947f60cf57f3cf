package org.anxinbao.web;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The parts of the house by their paths, matched as routing matches them (decoded). */
final class Paths {
  static final PathPattern PUBLIC = pattern("/api/**");
  static final PathPattern STAFF = pattern("/admin/api/**");

  /** Routes that read a file as it comes and mind its size themselves. */
  private static final List<PathPattern> UPLOADS =
      List.of(
          pattern("/api/v1/mailbox/evidence"),
          pattern("/api/v1/mailbox/uploads/{id}/parts/{offset}"),
          pattern("/admin/api/v1/payout-batches/{id}/result"));

  private Paths() {}

  static boolean isApi(PathContainer path) {
    return PUBLIC.matches(path) || STAFF.matches(path);
  }

  static boolean isUpload(PathContainer path) {
    return UPLOADS.stream().anyMatch(upload -> upload.matches(path));
  }

  private static PathPattern pattern(String text) {
    return PathPatternParser.defaultInstance.parse(text);
  }
}
