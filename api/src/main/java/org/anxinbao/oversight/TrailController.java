package org.anxinbao.oversight;

import static org.anxinbao.web.Role.AUDITOR;

import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.anxinbao.audit.Entry;
import org.anxinbao.audit.Entry.Actor;
import org.anxinbao.audit.Entry.Outcome;
import org.anxinbao.audit.Trail;
import org.anxinbao.oversight.TrailList.TrailEntry;
import org.anxinbao.web.Checks;
import org.anxinbao.web.Cursor;
import org.anxinbao.web.MayCall;
import org.anxinbao.web.Member;
import org.anxinbao.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The trail, for the auditor of an area. */
@RestController
class TrailController {
  private static final int LONGEST_PAGE = 200;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 9999;

  /** Codes, and routes with their method: {@code GET /admin/api/v1/tips/{id}}. */
  private static final Pattern ACTION = Pattern.compile("[ -~]{1,200}");

  private final TrailList list;
  private final Trail trail;

  TrailController(TrailList list, Trail trail) {
    this.list = list;
    this.trail = trail;
  }

  /** The newest date first, then by id; reading is on record too. */
  @GetMapping("/admin/api/v1/audit")
  @MayCall(AUDITOR)
  Mono<Page<TrailEntry>> read(
      Member auditor,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable Outcome outcome,
      @RequestParam(required = false) @Nullable Actor actor,
      @RequestParam(required = false) @Nullable UUID member,
      @RequestParam(required = false) @Nullable UUID subject,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    new Checks()
        .refuse(isOutside(from), "/query/from", "date-out-of-range")
        .refuse(isOutside(to), "/query/to", "date-out-of-range")
        .refuse(action != null && !ACTION.matcher(action).matches(), "/query/action", "invalid")
        .refuse(limit < 1 || limit > LONGEST_PAGE, "/query/limit", "out-of-range")
        .finish();
    var filter = new TrailList.Filter(from, to, action, outcome, actor, member, subject);
    return list.page(auditor, filter, Cursor.parse(cursor), limit + 1)
        .map(entries -> Page.of(entries, limit, TrailList::end))
        .delayUntil(page -> trail.append(Entry.byMember(auditor, "READ_AUDIT", subject)));
  }

  private static boolean isOutside(@Nullable LocalDate day) {
    return day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR);
  }
}
