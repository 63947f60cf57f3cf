package org.anxinbao.proofs;

import java.util.Map;
import org.anxinbao.TestServer;
import org.jspecify.annotations.Nullable;

/** Everybody who may knock, in the order of the route table's columns. */
enum Caller {
  ANONYMOUS(null),
  REPORTER(null),
  /** Of the office that leads the tip. */
  HANDLER(FullRun.LEAD),
  REVIEWER(FullRun.REVIEWER),
  /** Of the office above, whose grant sleeps. */
  SUPERVISOR("jh-safety-committee-office-1"),
  SAFETY_OFFICER("ent-jh-chemical-safety"),
  OTHER_OFFICE("pj-housing-1"),
  /** Named in {@code avoid}. */
  EXCLUDED("jh-fire-1"),
  CUSTODIAN("jm-custodian"),
  FINANCE("jm-finance-1"),
  AUDITOR("jm-auditor"),
  ADMIN("operator");

  private final @Nullable String username;

  Caller(@Nullable String username) {
    this.username = username;
  }

  Http http(TestServer server, Reporter reporter) {
    if (username != null) {
      return Officer.of(server, username).http();
    }
    return this == REPORTER ? reporter.http() : new Http(server.url(), Map.of());
  }

  /** In a session that may end. */
  Http anew(TestServer server, Reporter reporter) {
    return username == null
        ? http(server, reporter)
        : Officer.signIn(server, username, new Http(server.url(), Map.of())).http();
  }
}
